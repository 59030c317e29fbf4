/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import dev.kdn.cli.ErrorHandler;
import dev.kdn.cli.ExitCode;
import dev.kdn.cli.Failure;
import dev.kdn.cli.Progress;
import dev.kdn.cli.ProgressOptions;
import dev.kdn.error.CancelledException;
import dev.kdn.error.KdnException;
import dev.kdn.instance.Instance;
import dev.kdn.output.InstanceDocument;
import dev.kdn.output.OutcomeDocument;
import dev.kdn.output.OutcomeDocument.Done;
import dev.kdn.output.OutcomeDocument.Failed;
import dev.kdn.output.OutcomeDocument.Outcome;
import dev.kdn.output.StandardOutput;
import dev.kdn.step.StepLogger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Does the same to one workspace after the other; one that fails does not keep the others from being tried.
public final class EachReference {
    private final StandardOutput out;
    private final ErrorHandler errors;
    private final Progress progress;

    public EachReference(StandardOutput out, ErrorHandler errors, Progress progress) {
        this.out = out;
        this.errors = errors;
        this.progress = progress;
    }

    /// Does it to all of them and shows the steps of each.
    ///
    /// @see #run(List, boolean, Function)
    int run(References references, BiFunction<String, StepLogger, Instance> operation) {
        ProgressOptions options = references.progress();
        boolean several = references.all().size() > 1;
        return run(references.all(), options.json(), shown(options, several, operation));
    }

    /// The same for what the user did not name one by one: the document is that of several, also for one or none.
    int runAll(List<String> names, ProgressOptions options, BiFunction<String, StepLogger, Instance> operation) {
        Function<String, Instance> each = shown(options, true, operation);
        return tryAll(names, options.json(), name -> each.apply(name).id());
    }

    private Function<String, Instance> shown(
            ProgressOptions options, boolean named, BiFunction<String, StepLogger, Instance> operation) {
        Progress.Detail detail = options.detail();
        return reference -> progress.show(
                detail, steps -> operation.apply(reference, named ? new NamedSteps(reference, steps) : steps));
    }

    /// Prints the ids of what worked, in text as it happens, in JSON as one document.
    ///
    /// @return the exit code of the first failure
    /// @throws KdnException if there is one reference only and it fails
    int run(List<String> references, boolean json, Function<String, Instance> operation) {
        return ids(references, json, reference -> operation.apply(reference).id());
    }

    /// As the other one, for whatever has an id.
    ///
    /// @param operation gives the id
    public int ids(List<String> references, boolean json, Function<String, String> operation) {
        if (references.size() == 1) {
            show(operation.apply(references.getFirst()), json);
            return ExitCode.OK.code();
        }
        return tryAll(references, json, operation);
    }

    private int tryAll(List<String> references, boolean json, Function<String, String> operation) {
        List<Outcome> outcomes = new ArrayList<>();
        int code = ExitCode.OK.code();
        for (String reference : new LinkedHashSet<>(references)) {
            Optional<Failure> failure = attempt(reference, json, operation, outcomes);
            if (failure.isEmpty()) {
                continue;
            }
            code = code == ExitCode.OK.code() ? failure.get().code() : code;
            if (failure.get().cause() instanceof CancelledException) {
                break; // the user wants all of it to end
            }
        }
        if (json) {
            out.write(OutcomeDocument.render(outcomes));
        }
        return code;
    }

    private Optional<Failure> attempt(
            String reference, boolean json, Function<String, String> operation, List<Outcome> outcomes) {
        String id;
        try {
            id = operation.apply(reference);
        } catch (KdnException e) {
            Failure failure = errors.failure(e);
            outcomes.add(new Failed(reference, failure.message()));
            if (!json) {
                errors.report(naming(reference, failure), false);
            }
            return Optional.of(failure);
        }
        outcomes.add(new Done(id));
        if (!json) {
            out.line(id);
        }
        return Optional.empty();
    }

    /// The failure of one of several, whose message says which one.
    private static Failure naming(String reference, Failure failure) {
        boolean named = (failure.message() + " ").contains(" " + reference + " ");
        return named ? failure : failure.withMessage(reference + ": " + failure.message());
    }

    private void show(String id, boolean json) {
        if (json) {
            out.write(InstanceDocument.id(id));
        } else {
            out.line(id);
        }
    }
}
