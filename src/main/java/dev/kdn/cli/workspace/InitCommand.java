/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import dev.kdn.cli.CliCommand;
import dev.kdn.cli.Console;
import dev.kdn.cli.ExitCode;
import dev.kdn.cli.Failure;
import dev.kdn.cli.Progress;
import dev.kdn.cli.ProgressOptions;
import dev.kdn.cli.Surroundings;
import dev.kdn.cli.Syntax;
import dev.kdn.error.KdnException;
import dev.kdn.error.OutputException;
import dev.kdn.instance.Instance;
import dev.kdn.instance.InstanceManager;
import dev.kdn.instance.NewInstance;
import dev.kdn.instance.TrustPrompt;
import dev.kdn.instance.WorkspaceName;
import dev.kdn.output.InstanceDocument;
import dev.kdn.output.InstanceText;
import dev.kdn.output.SafeText;
import dev.kdn.output.StandardOutput;
import java.util.function.Supplier;

/// `kdn init`.
public final class InitCommand implements CliCommand {
    private final Console console;
    private final Surroundings surroundings;
    private final Supplier<InstanceManager> manager;
    private final InitChoices choices;
    private final Supplier<TrustPrompt> prompt;
    private final Progress progress;

    private final InitOptions options = new InitOptions();

    private final ProgressOptions output = new ProgressOptions();

    private boolean dumpConfiguration;

    private boolean verbose;

    public InitCommand(
            Console console,
            Surroundings surroundings,
            Supplier<InstanceManager> manager,
            InitChoices choices,
            Supplier<TrustPrompt> prompt,
            Progress progress) {
        this.console = console;
        this.surroundings = surroundings;
        this.manager = manager;
        this.choices = choices;
        this.prompt = prompt;
        this.progress = progress;
    }

    @Override
    public void describe(Syntax syntax) {
        syntax.description("Register a workspace for a folder of sources and build its environment; prints the id");
        syntax.examples(
                "kdn init --runtime podman --agent claude",
                "kdn init ~/projects/shop --runtime podman --agent goose --name shop --start",
                "kdn init --runtime podman --agent claude -v -o json");
        options.describe(syntax);
        output.describe(syntax);
        syntax.flag(
                "--dump-config",
                "Print the merged configuration as JSON and create nothing",
                given -> dumpConfiguration = given);
        syntax.flag("-v, --verbose", "Print all of the new workspace", given -> verbose = given);
    }

    @Override
    public boolean undoesWhenCancelled() {
        return true;
    }

    @Override
    public int run() {
        Progress.Detail detail = output.detail();
        if (dumpConfiguration) {
            return dumpConfiguration();
        }
        NewInstance wish = wish();
        Instance added = progress.show(detail, steps -> manager.get().add(wish, prompt.get(), steps));
        tellChangedName(added);
        return options.isToBeStarted(surroundings) ? start(added, detail) : show(added);
    }

    /// Complains about flags first, and about sources before a menu, so that nobody answers a question in vain.
    private NewInstance wish() {
        NewInstance wish = options.wish(surroundings, choices.defaults());
        InitChoices.Chosen chosen = choices.choose(
                options.runtime(),
                options.agent(),
                output.json(),
                () -> manager.get().checkSources(wish));
        return wish.on(chosen.runtime(), chosen.agent());
    }

    private int dumpConfiguration() {
        NewInstance wish = options.wish(surroundings, choices.defaults());
        String json = choices.configurationJson()
                .apply(progress.show(
                        Progress.Detail.SILENT, steps -> manager.get().effectiveConfiguration(wish, steps)));
        console.out().write(json.endsWith("\n") ? json : json + "\n");
        return ExitCode.OK.code();
    }

    private int start(Instance added, Progress.Detail detail) {
        try {
            return show(progress.show(detail, steps -> manager.get().start(added.id(), steps)));
        } catch (OutputException unheard) {
            throw unheard;
        } catch (KdnException e) {
            return console.errors().report(notStarted(console.errors().failure(e), added), output.json());
        }
    }

    /// The workspace stays, so its id must be known to whoever called.
    static Failure notStarted(Failure failure, Instance added) {
        String message = "workspace " + added.id() + " is registered but could not be started: " + failure.message();
        String commands =
                "start it with 'kdn start " + added.name() + "', or remove it with 'kdn remove " + added.name() + "'";
        return failure.with(
                message, failure.hint().map(hint -> hint + "\n" + commands).orElse(commands));
    }

    private void tellChangedName(Instance added) {
        String wanted = options.wantedName(added.source());
        if (!output.json() && !added.name().equals(wanted)) {
            console.err().line("The workspace is called \"" + added.name() + "\": " + whyChanged(wanted, added.name()));
        }
    }

    private static String whyChanged(String wanted, String given) {
        String legal = WorkspaceName.sanitise(wanted);
        String taken = "\"" + legal + "\" is taken";
        if (legal.equals(wanted)) {
            return taken;
        }
        String illegal = "\"" + SafeText.line(wanted) + "\" contains characters that names cannot have";
        return legal.equals(given) ? illegal : illegal + ", and " + taken;
    }

    private int show(Instance instance) {
        StandardOutput out = console.out();
        if (output.json()) {
            out.write(verbose ? InstanceDocument.one(instance) : InstanceDocument.id(instance.id()));
        } else if (verbose) {
            out.write(InstanceText.registered(instance));
        } else {
            out.line(instance.id());
        }
        return ExitCode.OK.code();
    }
}
