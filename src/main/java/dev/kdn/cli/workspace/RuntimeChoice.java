/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import dev.kdn.cli.Defaults.Default;
import dev.kdn.error.InvalidInputException;
import dev.kdn.error.NearestName;
import dev.kdn.error.UnavailableException;
import dev.kdn.output.SafeText;
import dev.kdn.output.StandardError;
import dev.kdn.runtime.CheckedRuntime;
import dev.kdn.runtime.EngineStatus.Endpoint;
import dev.kdn.runtime.EngineStatus.Engine;
import dev.kdn.runtime.EngineStatus.Trouble;
import dev.kdn.runtime.RuntimeChecks;
import dev.kdn.runtime.RuntimeEntry;
import dev.kdn.runtime.RuntimeRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Chooses the runtime for who named none: one that works, in the order of the registry.
final class RuntimeChoice {
    private static final String OTHERS =
            "choose another one with --runtime, or for good with 'kdn config set runtime NAME'";

    private final RuntimeRegistry runtimes;
    private final RuntimeChecks checks;
    private final StandardError err;

    RuntimeChoice(RuntimeRegistry runtimes, RuntimeChecks checks, StandardError err) {
        this.runtimes = runtimes;
        this.checks = checks;
        this.err = err;
    }

    /// Makes sure that there is the runtime that was set, usable or not.
    ///
    /// @throws InvalidInputException naming who has set it, and the ones there are
    static void check(RuntimeRegistry runtimes, Default set) {
        if (runtimes.find(set.value()).isEmpty()) {
            throw new InvalidInputException(
                    "unknown runtime: " + set.value() + " (" + set.source() + ")",
                    NearestName.hint(set.value(), types(runtimes)) + "; or '" + set.remedy() + "'");
        }
    }

    /// Makes sure that there is the runtime that a flag names.
    ///
    /// @throws InvalidInputException naming the ones there are
    static void check(RuntimeRegistry runtimes, String named) {
        if (runtimes.find(named).isEmpty()) {
            throw new InvalidInputException("unknown runtime: " + named, NearestName.hint(named, types(runtimes)));
        }
    }

    private static List<String> types(RuntimeRegistry runtimes) {
        return runtimes.visible().stream()
                .map(entry -> entry.description().type())
                .toList();
    }

    /// The first one that works, which is told with the reason.
    ///
    /// @throws UnavailableException telling of each why it does not
    String first() {
        List<CheckedRuntime> checked = checks.untilOneIsUsable();
        if (usable(checked).isEmpty()) {
            throw noneOf(checked);
        }
        return take(checked.getLast(), checked);
    }

    /// What the user picks of those that work; if it is one only, it is taken and told.
    ///
    /// @throws UnavailableException telling of each why it does not
    String picked(Menu menu) {
        List<CheckedRuntime> checked = checks.run();
        List<CheckedRuntime> usable = usable(checked);
        if (usable.isEmpty()) {
            throw noneOf(checked);
        }
        if (usable.size() == 1) {
            return take(usable.getFirst(), checked);
        }
        List<Menu.Item> items = usable.stream()
                .map(runtime ->
                        new Menu.Item(type(runtime), runtime.description().displayName() + " " + answer(runtime)))
                .toList();
        return menu.pick("runtime", items, "name one with --runtime, or for good with 'kdn config set runtime NAME'");
    }

    private static List<CheckedRuntime> usable(List<CheckedRuntime> checked) {
        return checked.stream().filter(runtime -> runtime.status().isUsable()).toList();
    }

    private String take(CheckedRuntime taken, List<CheckedRuntime> checked) {
        err.line("Runtime: " + type(taken) + ", which " + answer(taken) + "; " + OTHERS);
        for (CheckedRuntime runtime : checked) {
            if (runtime.equals(taken)) {
                break;
            }
            err.line("  not " + type(runtime) + ": " + reason(runtime));
        }
        return type(taken);
    }

    private static String answer(CheckedRuntime runtime) {
        String version = runtime.status().engine().map(Engine::version).orElse("");
        Optional<Endpoint> elsewhere = runtime.status().endpoint().filter(endpoint -> !endpoint.local());
        return "answers"
                + SafeText.line(
                        elsewhere.map(engine -> " at " + engine.address()).orElse(""))
                + (version.isEmpty() ? "" : " (version " + SafeText.line(version) + ")");
    }

    private UnavailableException noneOf(List<CheckedRuntime> checked) {
        List<String> reasons = new ArrayList<>();
        List<String> remedies = new ArrayList<>();
        for (CheckedRuntime runtime : checked) {
            reasons.add(type(runtime) + " (" + reason(runtime) + ")");
            remedy(runtime).ifPresent(remedy -> remedies.add(type(runtime) + ": " + remedy));
        }
        remedies.add("see 'kdn runtime list --check', or name a runtime with --runtime");
        return new UnavailableException(
                "no runtime works on this machine" + (reasons.isEmpty() ? "" : ": " + String.join("; ", reasons)),
                String.join("\n", remedies));
    }

    private String reason(CheckedRuntime runtime) {
        String reason = missing(runtime)
                .map(RuntimeEntry.Missing::what)
                .or(() -> runtime.status().trouble().map(Trouble::reason))
                .orElse("");
        return SafeText.line(String.join("; ", reason.lines().toList()));
    }

    private Optional<String> remedy(CheckedRuntime runtime) {
        return missing(runtime)
                .map(RuntimeEntry.Missing::remedy)
                .or(() -> runtime.status().trouble().flatMap(Trouble::remedy));
    }

    /// What is not there at all is told shorter than its check does.
    private Optional<RuntimeEntry.Missing> missing(CheckedRuntime runtime) {
        return runtimes.find(type(runtime))
                .filter(entry -> !entry.available().getAsBoolean())
                .map(entry -> entry.missing().get());
    }

    private static String type(CheckedRuntime runtime) {
        return runtime.description().type();
    }
}
