/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import dev.kdn.testing.Kdn;

class RemoteDockerTcpIT extends RemoteDockerContract {
    @Override
    Kdn at(Kdn kdn) {
        return kdn.with("DOCKER_HOST", address());
    }

    @Override
    String address() {
        return variable("TESTBED_REMOTE_TCP");
    }
}
