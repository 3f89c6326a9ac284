#!/bin/sh
# an inside server; written by causeway, not by hand
# load: as root, with the device's name (again without harm)
set -eu
dev=${1:?usage: sh $0 DEVICE, the device on the LAN}
ip link set dev lo up
ip link set dev "$dev" up
ip address replace '10.0.0.9/24' dev "$dev"
ip route replace default via '10.0.0.1' dev "$dev"
