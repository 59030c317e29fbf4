/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import dev.kdn.error.EngineException;
import dev.kdn.runtime.ProgramAccess;
import dev.kdn.runtime.ProgramEnd;
import dev.kdn.runtime.ProgramRequest;
import dev.kdn.runtime.ProgramStreams;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Programs that are nothing but their tokens.
final class ProgramsInMemory implements ProgramAccess {
    final Set<String> alive = new HashSet<>();
    final List<String> ended = Collections.synchronizedList(new ArrayList<>());
    /// What short programs print.
    String output = "";
    /// Runtime ids of instances that cannot be reached.
    final Set<String> unreachable = new HashSet<>();
    /// What comes before a look.
    Runnable beforeLook = () -> {};
    /// What comes before an end.
    Runnable beforeEnd = () -> {};

    @Override
    public String folder(String id) {
        return "/tmp/.kdn";
    }

    @Override
    public int foreground(ProgramRequest request) {
        throw new AssertionError("nothing is to be run");
    }

    @Override
    public void background(ProgramRequest request) {
        throw new AssertionError("nothing is to be run");
    }

    @Override
    public ProgramEnd connected(ProgramRequest request, ProgramStreams streams) {
        throw new AssertionError("nothing is to be run");
    }

    @Override
    public Look look(String id, Optional<String> user, List<String> argv) {
        reach(id);
        beforeLook.run();
        return new Look(alive, output);
    }

    @Override
    public boolean signal(String id, Optional<String> user, String token, String signal) {
        reach(id);
        return alive.contains(token);
    }

    @Override
    public End end(String id, Optional<String> user, Set<String> tokens, String signal, Duration grace) {
        reach(id);
        beforeEnd.run();
        ended.addAll(tokens);
        return alive.removeAll(tokens) ? End.ENDED : End.GONE;
    }

    private void reach(String id) {
        if (unreachable.contains(id)) {
            throw new EngineException("the engine does not answer");
        }
    }
}
