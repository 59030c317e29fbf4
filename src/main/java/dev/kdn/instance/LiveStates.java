/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.error.CancelledException;
import dev.kdn.error.KdnException;
import dev.kdn.error.StorageException;
import dev.kdn.instance.Instance.RuntimeRecord;
import dev.kdn.runtime.BatchStates;
import dev.kdn.runtime.Forward;
import dev.kdn.runtime.LiveState;
import dev.kdn.runtime.RuntimeEntry;
import dev.kdn.runtime.RuntimeRegistry;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.runtime.WorkspaceRuntime;
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

/// Replaces recorded states and ports by those that the engines tell, for showing only. Each runtime that has
/// workspaces is asked
/// once, all at the same time. Where a runtime is not there, cannot tell or fails, the recorded state stays; an
/// instance that the engine does not know any more is `unknown`, unless it is on another engine than the one that the
/// user has chosen now.
final class LiveStates {
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final LiveState UNKNOWN = LiveState.of(RuntimeState.UNKNOWN);

    private final RuntimeRegistry runtimes;
    private final Metadata metadata;
    private final StepLogger steps;
    private final List<String> elsewhere = new ArrayList<>();

    /// @param metadata asked of workspaces only that their engine does not know
    LiveStates(RuntimeRegistry runtimes, Metadata metadata, StepLogger steps) {
        this.runtimes = runtimes;
        this.metadata = metadata;
        this.steps = steps;
    }

    /// What a runtime told.
    ///
    /// @param address of the engine that was asked; empty if there is one only
    private record Answer(Map<String, LiveState> states, String address) {}

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
        Map<String, Answer> answers = ask(idsByType);
        List<Instance> live = new ArrayList<>(stored.size());
        for (Instance instance : stored) {
            Answer answer = answers.get(instance.runtime().type());
            live.add(answer == null || !Operations.hasRuntime(instance) ? instance : withState(instance, answer));
        }
        if (!elsewhere.isEmpty()) {
            steps.warn("states of workspaces on other engines than those chosen now are those last recorded ("
                    + String.join(", ", elsewhere) + "); 'kdn show' tells the engine of each");
        }
        return live;
    }

    private Instance withState(Instance instance, Answer answer) {
        RuntimeRecord runtime = instance.runtime();
        LiveState live = answer.states().getOrDefault(runtime.instanceId(), UNKNOWN);
        if (live.state() == RuntimeState.UNKNOWN
                && !answer.address().isEmpty()
                && EngineFacts.isElsewhere(factsIfReadable(instance), answer.address())) {
            elsewhere.add(instance.name());
            return instance;
        }
        Map<String, String> info = info(instance, live);
        if (live.state() == runtime.state() && info.equals(runtime.info())) {
            return instance;
        }
        return instance.withRuntime(
                new RuntimeRecord(runtime.type(), runtime.instanceId(), live.state(), info),
                live.state() == RuntimeState.RUNNING ? instance.startedAt() : Optional.empty());
    }

    /// The runtime's information with the ports of now.
    private static Map<String, String> info(Instance instance, LiveState live) {
        Map<String, String> info = instance.runtime().info();
        if (live.forwards().isEmpty() || live.forwards().get().equals(instance.forwards())) {
            return info;
        }
        Map<String, String> changed = new HashMap<>(info);
        changed.put("forwards", Forward.format(live.forwards().get()));
        return changed;
    }

    private Map<String, String> factsIfReadable(Instance instance) {
        try {
            return metadata.facts(instance.id());
        } catch (StorageException e) {
            return Map.of();
        }
    }

    /// The answers by type; no entry for a runtime that did not answer.
    private Map<String, Answer> ask(Map<String, List<String>> idsByType) {
        Map<String, Answer> answers = new ConcurrentHashMap<>();
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

    private void ask(String type, List<String> ids, Map<String, Answer> answers) {
        try {
            Optional<RuntimeEntry> entry = runtimes.find(type);
            if (entry.isEmpty() || !entry.get().available().getAsBoolean()) {
                warn(type, "it is not available here");
                return;
            }
            WorkspaceRuntime runtime = entry.get().runtime().get();
            Optional<BatchStates> batch = runtime.capabilities().states();
            if (batch.isPresent()) {
                answers.put(type, new Answer(batch.get().states(ids, LIMIT), EngineFacts.address(runtime)));
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
