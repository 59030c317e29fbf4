/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import dev.kdn.cli.CliCommand;
import dev.kdn.cli.Console;
import dev.kdn.cli.ExitCode;
import dev.kdn.cli.ProgressOptions;
import dev.kdn.cli.Syntax;
import dev.kdn.error.ConflictException;
import dev.kdn.error.InputNeededException;
import dev.kdn.error.InvalidInputException;
import dev.kdn.error.MendingCommand;
import dev.kdn.instance.Instance;
import dev.kdn.instance.InstanceManager;
import dev.kdn.instance.MissingSources;
import dev.kdn.instance.MissingSources.Reason;
import dev.kdn.output.Colors;
import dev.kdn.output.ReconcileDocument;
import dev.kdn.step.StepLogger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// `kdn workspace reconcile`.
public final class ReconcileCommand implements CliCommand {
    private final Console console;
    private final Supplier<InstanceManager> manager;
    private final Supplier<Colors> colors;
    private final Supplier<Question> question;
    private final EachReference each;

    private final ProgressOptions output = new ProgressOptions();

    private boolean remove;

    private boolean force;

    /// A command that is not run yet.
    ///
    /// @param question asks whether to remove
    public ReconcileCommand(
            Console console,
            Supplier<InstanceManager> manager,
            Supplier<Colors> colors,
            Supplier<Question> question,
            EachReference each) {
        this.console = console;
        this.manager = manager;
        this.colors = colors;
        this.question = question;
        this.each = each;
    }

    @Override
    public void describe(Syntax syntax) {
        syntax.description(
                "List the workspaces whose sources folder is not there any more, or remove them",
                "",
                "Nothing is removed without --remove, and --remove asks first. A folder may be missing only because"
                        + " its disk",
                "is not mounted: then its workspaces work again once it is.");
        syntax.examples(
                "kdn workspace reconcile",
                "kdn workspace reconcile -o json",
                "kdn workspace reconcile --remove --force");
        syntax.flag("--remove", "Remove them, as 'kdn remove' does, after asking", given -> remove = given);
        syntax.flag(
                "-f, --force", "With --remove: do not ask, and stop running workspaces first", given -> force = given);
        output.describe(syntax);
    }

    @Override
    public boolean undoesWhenCancelled() {
        return true;
    }

    @Override
    public int run() {
        if (force && !remove) {
            throw new InvalidInputException("--force needs --remove");
        }
        output.detail(); // complains about flags that exclude each other
        List<MissingSources> found = new ArrayList<>();
        for (Instance instance : manager.get().reconcile()) {
            MissingSources.of(instance).ifPresent(found::add);
        }
        return remove ? remove(found) : show(found);
    }

    private int show(List<MissingSources> found) {
        if (output.json()) {
            console.out().write(ReconcileDocument.json(found));
        } else if (found.isEmpty()) {
            console.out().line("All workspaces have their sources folder");
        } else {
            console.out().write(ReconcileDocument.table(found, colors.get()));
            console.err()
                    .line("Put the folders back or mount their disk, and the workspaces work as before; or remove"
                            + " the workspaces with 'kdn reconcile --remove'");
        }
        return ExitCode.OK.code();
    }

    private int remove(List<MissingSources> found) {
        List<MissingSources> vanished = new ArrayList<>(found);
        vanished.removeIf(one -> one.reason() == Reason.UNREADABLE);
        if (vanished.size() < found.size()) {
            console.err()
                    .line("warning: " + (found.size() - vanished.size())
                            + " sources cannot be looked at and are left alone, see 'kdn reconcile'");
        }
        if (force) {
            leaveOutUnmounted(vanished);
        }
        if (vanished.isEmpty() && !output.json()) {
            console.out().line("Nothing to remove");
            return ExitCode.OK.code();
        }
        if (!vanished.isEmpty() && !force && !isAgreed(vanished)) {
            console.err().line("Nothing was removed");
            return ExitCode.OK.code();
        }
        Map<String, MissingSources> byName = new LinkedHashMap<>();
        vanished.forEach(one -> byName.put(one.instance().name(), one));
        return each.runAll(List.copyOf(byName.keySet()), output, (name, steps) -> remove(byName.get(name), steps));
    }

    private Instance remove(@Nullable MissingSources found, StepLogger steps) {
        MissingSources meant = Objects.requireNonNull(found);
        InstanceManager now = manager.get();
        Instance instance = now.get(meant.instance().id());
        Optional<Reason> reason = MissingSources.of(instance).map(MissingSources::reason);
        if (!reason.equals(Optional.of(meant.reason()))) { // removing the others took its time
            throw new ConflictException(
                    "sources of workspace " + instance.name() + " have changed meanwhile: " + instance.source(),
                    "see 'kdn reconcile'; to remove the workspace all the same: "
                            + MendingCommand.of("kdn", "remove", instance.name()));
        }
        return now.delete(instance.id(), force, steps);
    }

    /// Nobody looks at the list first, so what may come back stays.
    private void leaveOutUnmounted(List<MissingSources> vanished) {
        int before = vanished.size();
        vanished.removeIf(one -> one.reason() == Reason.PERHAPS_UNMOUNTED);
        int left = before - vanished.size();
        if (left > 0) {
            console.err()
                    .line("warning: the sources of " + (left == 1 ? "1 workspace" : left + " workspaces")
                            + " may only be on a disk that is not mounted, so they are left alone; remove them by name"
                            + " with 'kdn remove'");
        }
    }

    private boolean isAgreed(List<MissingSources> vanished) {
        String what = vanished.size() == 1 ? "this workspace" : "these " + vanished.size() + " workspaces";
        String text = ReconcileDocument.table(vanished, new Colors(false)) + "Remove " + what + "?";
        if (!output.json()) {
            Optional<Boolean> answer = question.get().ask(text);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        throw new InputNeededException(
                "nobody can be asked whether to remove " + what,
                "look at them with 'kdn reconcile', then remove them with 'kdn reconcile --remove --force'");
    }
}
