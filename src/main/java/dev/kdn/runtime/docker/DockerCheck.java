/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import dev.kdn.error.ConfigurationException;
import dev.kdn.error.KdnException;
import dev.kdn.error.RefusedException;
import dev.kdn.runtime.EngineCheck;
import dev.kdn.runtime.EngineStatus;
import dev.kdn.runtime.EngineStatus.Endpoint;
import dev.kdn.runtime.EngineStatus.Engine;
import dev.kdn.runtime.EngineStatus.Trouble;
import java.time.Duration;
import java.util.Optional;

/// Asks docker how it is.
final class DockerCheck implements EngineCheck {
    private final DockerConnection connection;

    DockerCheck(DockerConnection connection) {
        this.connection = connection;
    }

    @Override
    public EngineStatus check(Duration limit) {
        DockerEndpoint endpoint;
        try {
            endpoint = connection.endpoint();
        } catch (ConfigurationException wrong) {
            return EngineStatus.silent(Optional.empty(), wrong);
        }
        Optional<Endpoint> place = Optional.of(endpoint.described());
        try {
            return status(place, DockerFacts.of(connection, limit));
        } catch (KdnException failure) {
            return EngineStatus.silent(place, failure);
        }
    }

    private static EngineStatus status(Optional<Endpoint> place, DockerFacts facts) {
        String version = (facts.isPodman() ? "podman " : "") + facts.get("ServerVersion");
        Engine engine = new Engine(version, Optional.of(facts.isRootless()), facts.get("Driver"));
        try {
            facts.users();
            return new EngineStatus(place, Optional.of(engine), Optional.empty());
        } catch (RefusedException unusable) {
            return new EngineStatus(
                    place,
                    Optional.of(engine),
                    Optional.of(new Trouble(String.valueOf(unusable.getMessage()), unusable.hint())));
        }
    }
}
