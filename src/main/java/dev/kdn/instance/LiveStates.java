/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.error.CancelledException;
import dev.kdn.error.KdnException;
import dev.kdn.instance.Instance.RuntimeRecord;
import dev.kdn.runtime.BatchStates;
import dev.kdn.runtime.RuntimeEntry;
import dev.kdn.runtime.RuntimeRegistry;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.step.StepLogger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Replaces recorded states by those that the engines tell, for showing only. Each runtime that has workspaces is asked
/// once, all at the same time. Where a runtime is not there, cannot tell or fails, the recorded state stays; an
/// instance that the engine does not know any more is `unknown`.
final class LiveStates {
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final RuntimeRegistry runtimes;
    private final StepLogger steps;

    LiveStates(RuntimeRegistry runtimes, StepLogger steps) {
        this.runtimes = runtimes;
        this.steps = steps;
    }

    List<Instance> of(List<Instance> stored) {
        Map<String, List<String>> idsByType = new HashMap<>();
        for (Instance instance : stored) {
            if (Operations.hasRuntime(instance)) {
                String type = instance.runtime().type();
                List<String> ids = idsByType.get(type);
                if (ids == null) {
                    ids = new ArrayList<>();
                    idsByType.put(type, ids);
                }
                ids.add(instance.runtime().instanceId());
            }
        }
        Map<String, Map<String, RuntimeState>> states = ask(idsByType);
        List<Instance> live = new ArrayList<>(stored.size());
        for (Instance instance : stored) {
            Map<String, RuntimeState> known = states.get(instance.runtime().type());
            live.add(known == null || !Operations.hasRuntime(instance) ? instance : withState(instance, known));
        }
        return live;
    }

    private static Instance withState(Instance instance, Map<String, RuntimeState> known) {
        RuntimeRecord runtime = instance.runtime();
        RuntimeState state = known.getOrDefault(runtime.instanceId(), RuntimeState.UNKNOWN);
        if (state == runtime.state()) {
            return instance;
        }
        return instance.withRuntime(
                new RuntimeRecord(runtime.type(), runtime.instanceId(), state, runtime.info()),
                state == RuntimeState.RUNNING ? instance.startedAt() : Optional.empty());
    }

    /// The answers by type; no entry for a runtime that did not answer.
    private Map<String, Map<String, RuntimeState>> ask(Map<String, List<String>> idsByType) {
        Map<String, Map<String, RuntimeState>> answers = new ConcurrentHashMap<>();
        if (idsByType.size() == 1) { // by far the most common case, without the cost of threads
            String type = idsByType.keySet().iterator().next();
            ask(type, idsByType.getOrDefault(type, List.of()), answers);
            return answers;
        }
        Queue<Throwable> bugs = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (Map.Entry<String, List<String>> ids : idsByType.entrySet()) {
            threads.add(Thread.ofVirtual()
                    .uncaughtExceptionHandler((thread, bug) -> bugs.add(bug))
                    .start(() -> ask(ids.getKey(), ids.getValue(), answers)));
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            threads.forEach(Thread::interrupt);
            throw new CancelledException("cancelled while asking for states");
        }
        if (!bugs.isEmpty()) {
            throw new IllegalStateException("asking for states", bugs.peek());
        }
        return answers;
    }

    private void ask(String type, List<String> ids, Map<String, Map<String, RuntimeState>> answers) {
        try {
            Optional<RuntimeEntry> entry = runtimes.find(type);
            if (entry.isEmpty() || !entry.get().available().getAsBoolean()) {
                warn(type, "it is not available here");
                return;
            }
            Optional<BatchStates> batch =
                    entry.get().runtime().get().capabilities().states();
            if (batch.isPresent()) {
                answers.put(type, batch.get().states(ids, LIMIT));
            }
        } catch (CancelledException e) {
            throw e;
        } catch (KdnException e) {
            warn(type, e.getMessage());
        }
    }

    private void warn(String type, String reason) {
        steps.warn("states of " + type + " workspaces are those last recorded: " + reason);
    }
}
