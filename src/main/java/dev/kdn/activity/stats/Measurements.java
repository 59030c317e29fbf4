/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity.stats;

import dev.kdn.activity.Activity;
import dev.kdn.activity.RecordedActivities;
import dev.kdn.activity.stats.WorkspaceStats.ActivityUsage;
import dev.kdn.error.CancelledException;
import dev.kdn.error.EngineException;
import dev.kdn.error.KdnException;
import dev.kdn.error.TimedOutException;
import dev.kdn.instance.Instance;
import dev.kdn.instance.InstanceManager;
import dev.kdn.runtime.ProgramUsage;
import dev.kdn.runtime.StatsAccess;
import dev.kdn.runtime.Usage;
import dev.kdn.step.StepLogger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Measures workspaces, all at once; one whose engine is slow does not keep the others.
public final class Measurements {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Supplier<InstanceManager> manager;
    private final RecordedActivities activities;
    private final Duration limit;

    public Measurements(Supplier<InstanceManager> manager, RecordedActivities activities) {
        this(manager, activities, LIMIT);
    }

    Measurements(Supplier<InstanceManager> manager, RecordedActivities activities, Duration limit) {
        this.manager = manager;
        this.activities = activities;
        this.limit = limit;
    }

    /// Measures the workspaces of those references in that order, each once; without any, all that run, in the order
    /// of their registration.
    ///
    /// @throws dev.kdn.error.NotFoundException if there is no such workspace
    public List<WorkspaceStats> of(List<String> references, StepLogger steps) {
        Set<String> ids = new LinkedHashSet<>();
        references.forEach(reference -> ids.add(manager.get().get(reference).id()));
        Map<String, Instance> wanted = new HashMap<>();
        for (Instance instance : manager.get().list(steps)) {
            if (references.isEmpty() && instance.isRunning()) {
                ids.add(instance.id());
            }
            wanted.put(instance.id(), instance);
        }
        List<Instance> chosen = new ArrayList<>();
        for (String id : ids) {
            Instance instance = wanted.get(id);
            if (instance != null) { // else it was removed meanwhile
                chosen.add(instance);
            }
        }
        return measure(chosen);
    }

    private List<WorkspaceStats> measure(List<Instance> instances) {
        Map<String, FutureTask<Usage>> tasks = new HashMap<>();
        Map<String, KdnException> failures = new HashMap<>();
        for (Instance instance : instances) {
            if (instance.isRunning()) {
                begin(instance, tasks, failures);
            }
        }
        long end = System.nanoTime() + limit.toNanos();
        List<WorkspaceStats> all = new ArrayList<>();
        try {
            for (Instance instance : instances) {
                FutureTask<Usage> task = tasks.get(instance.id());
                KdnException failure = failures.get(instance.id());
                if (task != null) {
                    all.add(await(instance, task, end));
                } else {
                    all.add(failure == null ? WorkspaceStats.idle(instance) : WorkspaceStats.failed(instance, failure));
                }
            }
        } finally {
            tasks.values().forEach(task -> task.cancel(true));
        }
        return all;
    }

    /// What the runtime itself needs is built here, since only measuring is for several threads.
    private void begin(Instance instance, Map<String, FutureTask<Usage>> tasks, Map<String, KdnException> failures) {
        try {
            StatsAccess stats = manager.get()
                    .runtimeOf(instance)
                    .capabilities()
                    .stats()
                    .orElseThrow(() -> new EngineException(
                            "runtime " + instance.runtime().type() + " does not measure its workspaces"));
            FutureTask<Usage> task =
                    new FutureTask<>(() -> stats.usage(instance.runtime().instanceId()));
            tasks.put(instance.id(), task);
            Thread _ = Thread.ofPlatform().daemon().name("kdn-stats").start(task);
        } catch (CancelledException cancelled) {
            throw cancelled;
        } catch (KdnException e) {
            failures.put(instance.id(), e);
        }
    }

    private WorkspaceStats await(Instance instance, FutureTask<Usage> task, long end) {
        try {
            Usage usage = task.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            return new WorkspaceStats(
                    instance, Optional.of(usage), living(instance, usage.programs()), Optional.empty());
        } catch (TimeoutException e) {
            return WorkspaceStats.failed(
                    instance,
                    new TimedOutException("no answer from its engine within " + limit.toSeconds() + " s", null, e));
        } catch (InterruptedException e) {
            throw new CancelledException("the measurement was cancelled", null, e);
        } catch (ExecutionException e) {
            return switch (e.getCause()) {
                case KdnException known -> WorkspaceStats.failed(instance, known);
                case null, default -> throw new IllegalStateException("measuring " + instance.name(), e);
            };
        }
    }

    private List<ActivityUsage> living(Instance instance, Map<String, ProgramUsage> programs) {
        List<ActivityUsage> living = new ArrayList<>();
        if (programs.isEmpty()) {
            return living;
        }
        for (Activity activity : activities.living(instance.id())) {
            ProgramUsage usage = programs.get(activity.token());
            if (usage != null) {
                living.add(new ActivityUsage(activity, usage));
            }
        }
        return living;
    }
}
