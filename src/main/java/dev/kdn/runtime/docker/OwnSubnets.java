/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import dev.kdn.error.ConflictException;
import dev.kdn.error.EngineException;
import dev.kdn.error.KdnException;
import java.io.UncheckedIOException;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Ranges of addresses that kdn chooses itself for networks of workspaces. Docker's own pools hold some 30 networks; a
/// user with more workspaces would have to change the engine's configuration.
///
/// @param mine addresses of this machine that must stay reachable, as numbers
record OwnSubnets(List<Integer> mine) {
    // 10.208.0.0/12 in pieces of 64 addresses, which is away from what docker, podman and most offices use.
    private static final int FIRST = 0x0AD0_0000;
    private static final int SIZE = 64;
    private static final int COUNT = (1 << 20) / SIZE;
    private static final int TRIES = 64;

    OwnSubnets {
        mine = List.copyOf(mine);
    }

    /// For an engine on this machine.
    static OwnSubnets here() {
        try {
            List<Integer> mine = new ArrayList<>();
            for (NetworkInterface device : NetworkInterface.networkInterfaces().toList()) {
                for (InterfaceAddress address : device.getInterfaceAddresses()) {
                    byte[] bytes = address.getAddress().getAddress();
                    if (bytes.length == Integer.BYTES) {
                        mine.add(java.nio.ByteBuffer.wrap(bytes).getInt());
                    }
                }
            }
            return new OwnSubnets(mine);
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// For an engine whose machine is not known.
    static OwnSubnets elsewhere() {
        return new OwnSubnets(List.of());
    }

    /// Whether docker has no addresses left, in the words of its versions.
    static boolean areNeeded(KdnException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.contains("non-overlapping IPv4 address pool") || message.contains("fully subnetted");
    }

    /// Has a network made with the first range that the engine takes.
    ///
    /// @param name of the network, by which the search begins, so that networks made at once do not meet
    /// @param make makes it with a range such as `10.208.0.64/26`
    /// @throws EngineException if there is none, or making it fails for another reason
    void make(String name, Consumer<String> make) {
        int begin = Math.floorMod(name.hashCode(), COUNT);
        for (int i = 0; i < TRIES; i++) {
            int first = FIRST + (begin + i) % COUNT * SIZE;
            if (isMine(first)) {
                continue;
            }
            try {
                make.accept(text(first));
                return;
            } catch (EngineException | ConflictException refused) {
                if (!String.valueOf(refused.getMessage()).contains("overlap")) {
                    throw refused;
                }
            }
        }
        throw new EngineException(
                "docker has no addresses left for network " + name,
                "remove workspaces that you do not need, or give docker more default-address-pools in its daemon.json");
    }

    private boolean isMine(int first) {
        return mine.stream().anyMatch(address -> address >= first && address < first + SIZE);
    }

    private static String text(int first) {
        return (first >>> 24) + "." + (first >>> 16 & 0xff) + "." + (first >>> 8 & 0xff) + "." + (first & 0xff) + "/26";
    }
}
