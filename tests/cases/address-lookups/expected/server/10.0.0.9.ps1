# an inside server; written by causeway, not by hand
# load: as administrator, with -Lan and the adapter's name
# Further addresses go to a loopback adapter: add "Microsoft KM-TEST Loopback
# Adapter" once (hdwwiz.exe, networks) and rename it to Loopback_1.
param(
    [string] $Lan = 'Ethernet',
    [string] $Loopback = 'Loopback_1'
)
$ErrorActionPreference = 'Stop'
function Set-Address([string] $Alias, [string] $Address, [int] $Length, [bool] $Skip) {
    $there = Get-NetIPAddress -InterfaceAlias $Alias -IPAddress $Address -ErrorAction SilentlyContinue
    if (-not $there) {
        New-NetIPAddress -InterfaceAlias $Alias -IPAddress $Address -PrefixLength $Length -SkipAsSource $Skip | Out-Null
    }
}
Set-Address $Lan '10.0.0.9' 24 $false
$Gateway = '10.0.0.1'
$default = Get-NetRoute -InterfaceAlias $Lan -DestinationPrefix '0.0.0.0/0' -NextHop $Gateway -ErrorAction SilentlyContinue
if (-not $default) {
    New-NetRoute -InterfaceAlias $Lan -DestinationPrefix '0.0.0.0/0' -NextHop $Gateway | Out-Null
}
