/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.completion;

import dev.kdn.instance.Instance;
import dev.kdn.runtime.Forward;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// The words by which stored workspaces can be called.
public final class WorkspaceWords {
    private final Supplier<List<Instance>> stored;
    private final boolean idsToo;

    /// Words of the workspaces in the storage.
    ///
    /// @param stored records without asking any engine
    /// @param idsToo whether to propose ids besides names
    public WorkspaceWords(Supplier<List<Instance>> stored, boolean idsToo) {
        this.stored = stored;
        this.idsToo = idsToo;
    }

    /// Id and name of each workspace that qualifies, unless one of them is typed already.
    Proposal proposal(Predicate<Instance> qualifies, List<String> typed) {
        List<Candidate> candidates = new ArrayList<>();
        for (Instance instance : stored.get()) {
            boolean known = typed.contains(instance.id()) || typed.contains(instance.name());
            if (known || !qualifies.test(instance)) {
                continue;
            }
            if (idsToo) {
                candidates.add(new Candidate(instance.id(), instance.name()));
            }
            candidates.add(new Candidate(instance.name(), instance.project()));
        }
        return new Proposal(candidates, Proposal.Directive.NO_FILES);
    }

    /// The name of each running workspace with a colon, after which a path comes.
    Proposal prefixes() {
        List<Candidate> candidates = new ArrayList<>();
        for (Instance instance : stored.get()) {
            if (instance.isRunning()) {
                candidates.add(new Candidate(instance.name() + ":", instance.project()));
            }
        }
        return new Proposal(candidates, Proposal.Directive.NO_SPACE);
    }

    /// The ports inside the workspace called so, any state.
    List<String> ports(String reference) {
        List<String> ports = new ArrayList<>();
        for (Instance instance : stored.get()) {
            if (instance.id().equals(reference) || instance.name().equals(reference)) {
                for (Forward forward : instance.forwards()) {
                    ports.add(Integer.toString(forward.target()));
                }
            }
        }
        return ports;
    }

    List<String> projects() {
        TreeSet<String> projects = new TreeSet<>();
        for (Instance instance : stored.get()) {
            projects.add(instance.project());
        }
        projects.remove("");
        return List.copyOf(projects);
    }
}
