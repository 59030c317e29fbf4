/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import dev.kdn.testing.Kdn;

class RemoteDockerTlsIT extends RemoteDockerContract {
    @Override
    Kdn at(Kdn kdn) {
        return kdn.with("DOCKER_HOST", address())
                .with("DOCKER_TLS_VERIFY", "1")
                .with("DOCKER_CERT_PATH", variable("TESTBED_REMOTE_CERTS"));
    }

    @Override
    String address() {
        return variable("TESTBED_REMOTE_TLS");
    }
}
