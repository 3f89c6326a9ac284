/* What the router is called. */
%%
global: "hostname" name { cx->router->hostname = cx->no ? (struct name){ 0 } : $name; }
      | "hostname" only_no { cx->router->hostname = (struct name){ 0 }; }
      ;
%%
