/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import dev.kdn.runtime.ConnectionProbe;
import java.util.List;

/// Tries connections with what images usually have.
record ContainerProbe(ContainerTerminal.Exec exec) implements ConnectionProbe {
    // 0 says that it is closed. curl ends with 7 when nobody answers, and with 6 when it does not know the name.
    private static final String SCRIPT = """
        has() { command -v "$1" >/dev/null 2>&1; }
        if has bash && has timeout; then
          timeout 3 bash -c ': <>"/dev/tcp/$0/$1"' "$0" "$1" >/dev/null 2>&1 && exit 1
          exit 0
        fi
        if has curl; then
          curl -s -o /dev/null --noproxy '*' --connect-timeout 3 -m 5 "http://$0:$1/" >/dev/null 2>&1
          case $? in 6|7) exit 0 ;; esac
          exit 1
        fi
        if has nc; then
          nc -w 3 "$0" "$1" </dev/null >/dev/null 2>&1 && exit 1
          exit 0
        fi
        exit 1
        """;

    @Override
    public boolean isClosed(String id, String host, int port) {
        return exec.succeeds(ContainerId.checked(id), List.of("sh", "-c", SCRIPT, host, String.valueOf(port)));
    }
}
