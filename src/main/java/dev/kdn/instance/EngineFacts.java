/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.error.EngineException;
import dev.kdn.error.NotFoundException;
import dev.kdn.error.UnavailableException;
import dev.kdn.runtime.EnginePlace;
import dev.kdn.runtime.EngineStatus.Endpoint;
import dev.kdn.runtime.WorkspaceRuntime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The engine of a workspace among its facts, see [Metadata]. The user may have chosen another one since: that one
/// knows nothing of the workspace, which is not to say that the workspace is gone.
final class EngineFacts {
    private static final String ENDPOINT = "endpoint";
    private static final String SOURCE = "endpoint_source";

    private EngineFacts() {}

    /// What to remember of a workspace that the runtime makes now; nothing if there is one engine only.
    static Map<String, String> of(WorkspaceRuntime runtime) {
        Map<String, String> facts = new LinkedHashMap<>();
        runtime.capabilities().place().ifPresent(place -> {
            facts.put(ENDPOINT, place.endpoint().address());
            facts.put(SOURCE, place.endpoint().source());
        });
        return facts;
    }

    /// The address of the engine that the runtime works with now; empty if there is one only.
    static String address(WorkspaceRuntime runtime) {
        return runtime.capabilities()
                .place()
                .map(place -> place.endpoint().address())
                .orElse("");
    }

    /// Whether the facts name another engine than that.
    static boolean isElsewhere(Map<String, String> facts, String address) {
        String on = facts.getOrDefault(ENDPOINT, "");
        return !on.isEmpty() && !address.isEmpty() && !on.equals(address);
    }

    /// Refuses to work on a workspace that is on another engine than the one that the user has chosen now. One engine
    /// may have several addresses, so it is asked whether it knows the workspace.
    ///
    /// @throws UnavailableException if it does not
    static void refuseElsewhere(Instance instance, WorkspaceRuntime runtime, Map<String, String> facts) {
        Optional<EnginePlace> place = runtime.capabilities().place();
        if (place.isPresent()
                && isElsewhere(facts, place.get().endpoint().address())
                && !knows(runtime, instance.runtime().instanceId())) {
            throw elsewhere(
                    "workspace " + instance.name(),
                    facts.getOrDefault(ENDPOINT, ""),
                    facts.getOrDefault(SOURCE, ""),
                    runtime);
        }
    }

    /// As [#refuseElsewhere(Instance, WorkspaceRuntime, Map)], for a workspace that never came to be.
    static void refuseElsewhere(Intent intent, WorkspaceRuntime runtime) {
        if (isElsewhere(Map.of(ENDPOINT, intent.endpoint()), address(runtime))) {
            throw elsewhere("what it has made", intent.endpoint(), "", runtime);
        }
    }

    private static boolean knows(WorkspaceRuntime runtime, String id) {
        try {
            return runtime.info(id).id().equals(id);
        } catch (NotFoundException | UnavailableException | EngineException no) {
            return false;
        }
    }

    private static UnavailableException elsewhere(
            String what, String address, String source, WorkspaceRuntime runtime) {
        EnginePlace place = runtime.capabilities().place().orElseThrow();
        Endpoint now = place.endpoint();
        return new UnavailableException(
                what + " is on another engine, " + address + ", and "
                        + runtime.description().type() + " is " + now.address() + " now (" + now.source() + ")",
                place.wayTo(new Endpoint(address, source, false)));
    }
}
