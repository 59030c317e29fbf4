/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import static dev.kdn.testing.StandInRuntime.entry;
import static dev.kdn.testing.StandInRuntime.internal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.agent.Agents;
import dev.kdn.cli.Defaults;
import dev.kdn.cli.Surroundings;
import dev.kdn.cli.agent.KnownAgents;
import dev.kdn.cli.workspace.InitChoices.Chosen;
import dev.kdn.config.JsonTree;
import dev.kdn.config.UserSettings;
import dev.kdn.config.UserSettings.SettingKey;
import dev.kdn.error.InputNeededException;
import dev.kdn.error.InvalidInputException;
import dev.kdn.error.KdnException;
import dev.kdn.error.UnavailableException;
import dev.kdn.output.StandardError;
import dev.kdn.runtime.AgentSupport;
import dev.kdn.runtime.EngineStatus;
import dev.kdn.runtime.EngineStatus.Endpoint;
import dev.kdn.runtime.EngineStatus.Engine;
import dev.kdn.runtime.EngineStatus.Trouble;
import dev.kdn.runtime.RuntimeCapabilities;
import dev.kdn.runtime.RuntimeEntry;
import dev.kdn.runtime.RuntimeRegistry;
import dev.kdn.testing.SurroundingsBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class InitChoicesTest {
    private static final EngineStatus WELL = status("5.3", Optional.empty());
    private static final RuntimeEntry PODMAN = entry("podman", true, limit -> WELL);
    private static final RuntimeEntry DOCKER = entry("docker", true, limit -> WELL);
    private static final RuntimeEntry NO_PODMAN = entry("podman", false, limit -> WELL);
    private static final String OTHERS =
            "; choose another one with --runtime, or for good with 'kdn config set runtime NAME'\n";

    private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    private final SurroundingsBuilder surroundings = new SurroundingsBuilder();
    private final Map<SettingKey, UserSettings.Value> settings = new HashMap<>();
    private final List<RuntimeEntry> entries = new ArrayList<>(List.of(PODMAN, DOCKER));
    private Optional<String> typed = Optional.empty();

    @Test
    void looksAtNothingWhenBothFlagsAreGiven() {
        InitChoices choices = new InitChoices(
                () -> {
                    throw unwanted("runtimes");
                },
                new KnownAgents(
                        () -> {
                            throw unwanted("agents");
                        },
                        () -> {
                            throw unwanted("runtimes");
                        }),
                configuration -> {
                    throw unwanted("JSON");
                },
                new Defaults(world(), () -> {
                    throw unwanted("settings");
                }),
                () -> {
                    throw unwanted("question");
                },
                new StandardError(stderr));

        assertThat(choices.choose("any", "thing", false)).isEqualTo(new Chosen("any", "thing"));
        assertThat(stderr).hasToString("");
    }

    @Test
    void takesVariablesBeforeSettings() {
        set(SettingKey.RUNTIME, "podman");
        set(SettingKey.AGENT, "goose");
        surroundings.variable("KDN_DEFAULT_RUNTIME", "docker");

        assertThat(choose()).isEqualTo(new Chosen("docker", "goose"));
        assertThat(stderr).hasToString("Runtime: docker (KDN_DEFAULT_RUNTIME)\nAgent: goose (setting agent)\n");
    }

    @Test
    void takesFlagsBeforeBoth() {
        set(SettingKey.RUNTIME, "nosuch");
        surroundings.variable("KDN_DEFAULT_AGENT", "shell");

        assertThat(choices().choose("podman", "", false)).isEqualTo(new Chosen("podman", "shell"));
        assertThat(stderr).hasToString("Agent: shell (KDN_DEFAULT_AGENT)\n");
    }

    @Test
    void asksNoEngineWhenARuntimeIsSet() {
        entries.set(0, entry("podman", true, limit -> {
            throw unwanted("check");
        }));
        set(SettingKey.RUNTIME, "podman");

        assertThat(choices().choose("", "claude", true)).isEqualTo(new Chosen("podman", "claude"));
        assertThat(stderr).as("in JSON mode").hasToString("");
    }

    @Test
    void namesWhoHasSetARuntimeThatIsNotThere() {
        surroundings.variable("KDN_DEFAULT_RUNTIME", "podmann");
        assertThat(refusal())
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("unknown runtime: podmann (KDN_DEFAULT_RUNTIME)");
        assertThat(refusal().hint())
                .contains("did you mean 'podman'? available: podman, docker; or 'unset KDN_DEFAULT_RUNTIME'");

        surroundings.variable("KDN_DEFAULT_RUNTIME", "");
        set(SettingKey.RUNTIME, "vm");
        assertThat(refusal()).hasMessage("unknown runtime: vm (setting runtime)");
        assertThat(refusal().hint()).contains("available: podman, docker; or 'kdn config unset runtime'");
    }

    @Test
    void namesWhoHasSetAnAgentThatIsNotThere() {
        set(SettingKey.AGENT, "cloude");

        assertThatThrownBy(() -> choices().choose("podman", "", false))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.hint().orElse(""))
                                .startsWith("did you mean 'claude'? available: claude, ")
                                .endsWith("; or 'kdn config unset agent'"))
                .hasMessage("unknown agent: cloude (setting agent)");
    }

    @Test
    void takesTheFirstRuntimeThatWorks() {
        entries.addFirst(internal("fake", limit -> WELL));

        assertThat(runtime(false)).isEqualTo("podman");
        assertThat(stderr).hasToString("Runtime: podman, which answers (version 5.3)" + OTHERS);
    }

    @Test
    void tellsWhyOthersWerePassedOver() {
        Optional<Trouble> old =
                Optional.of(new Trouble("podman 3.0 is too old\nfor kdn", Optional.of("install another")));
        entries.clear();
        entries.add(entry("podman", true, limit -> status("3.0", old)));
        entries.add(entry("local", RuntimeCapabilities.none()));
        entries.add(entry("docker", false, limit -> {
            throw unwanted("check");
        }));
        entries.add(entry(
                "kubernetes",
                true,
                limit -> new EngineStatus(
                        Optional.of(new Endpoint("tcp://k8s:6443", "KUBECONFIG", false)),
                        Optional.of(new Engine("", Optional.empty(), "")),
                        Optional.empty())));

        assertThat(runtime(true)).isEqualTo("kubernetes");
        assertThat(stderr)
                .hasToString("Runtime: kubernetes, which answers at tcp://k8s:6443" + OTHERS
                        + "  not podman: podman 3.0 is too old; for kdn\n"
                        + "  not local: kdn cannot check this runtime\n"
                        + "  not docker: no docker command on PATH\n");
    }

    @Test
    void tellsOfEveryRuntimeWhyItDoesNotWork() {
        entries.set(0, NO_PODMAN);
        entries.set(1, entry("docker", true, limit -> {
            throw new UnavailableException("docker does not answer", "start docker");
        }));

        assertThatThrownBy(() -> runtime(false))
                .isInstanceOfSatisfying(
                        UnavailableException.class, e -> assertThat(e.hint()).contains("""
                            podman: install podman
                            docker: start docker
                            see 'kdn runtime list --check', or name a runtime with --runtime\
                            """))
                .hasMessage("no runtime works on this machine: podman (no podman command on PATH);"
                        + " docker (docker does not answer)");
    }

    @Test
    void asksWhichOfTheRuntimesThatWork() {
        typed = Optional.of("2\n");

        assertThat(runtime(false)).isEqualTo("docker");
        assertThat(stderr.toString(StandardCharsets.UTF_8)).isEqualTo("""
            Choose the runtime of the workspace:
              1) podman  PODMAN answers (version 5.3)
              2) docker  DOCKER answers (version 5.3)
            Number or name [1]:\
            """ + " ");
    }

    @Test
    void doesNotAskWhenOneWorksOrInJsonMode() {
        typed = Optional.of("");
        assertThat(runtime(true)).isEqualTo("podman");

        entries.set(0, NO_PODMAN);
        assertThat(runtime(false)).isEqualTo("docker");
        assertThat(stderr.toString(StandardCharsets.UTF_8))
                .contains("Runtime: docker, which answers", "  not podman: no podman command on PATH\n");
    }

    @Test
    void asksForTheAgentsThatTheRuntimeCanRun() {
        typed = Optional.of("aider\n");
        AgentSupport support = () -> List.of("aider", "claude", "shell");
        entries.add(entry("vm", RuntimeCapabilities.none().with(AgentSupport.class, support)));

        assertThat(choices().choose("vm", "", false)).isEqualTo(new Chosen("vm", "aider"));
        assertThat(stderr.toString(StandardCharsets.UTF_8))
                .containsPattern("(?s)  1\\) claude  .*  2\\) shell   .*  3\\) aider   Agent of an image");
    }

    @Test
    void takesTheOnlyAgent() {
        typed = Optional.of("");
        entries.add(entry("vm", RuntimeCapabilities.none().with(AgentSupport.class, () -> List.of("shell"))));

        assertThat(choices().choose("vm", "", false).agent()).isEqualTo("shell");
        assertThat(stderr).hasToString("Agent: shell, the only one of this runtime\n");
    }

    @Test
    void needsAnAgentBeforeItAsksEngines() {
        entries.set(0, entry("podman", true, limit -> {
            throw unwanted("check");
        }));

        assertThatThrownBy(this::choose)
                .isInstanceOfSatisfying(
                        InputNeededException.class,
                        e -> assertThat(e.hint().orElse(""))
                                .startsWith("agents: claude, ")
                                .endsWith("; 'kdn config set agent NAME' chooses one for good"))
                .hasMessage("agent is required: use --agent flag or set KDN_DEFAULT_AGENT environment variable");
        typed = Optional.of("1\n");
        assertThatThrownBy(() -> choices().choose("podman", "", true)).isInstanceOf(InputNeededException.class);
    }

    @Test
    void complainsAboutTheSourcesBeforeAMenuOnly() {
        Runnable complaint = () -> {
            throw new IllegalStateException("no sources");
        };

        assertThatThrownBy(() -> choices().choose("podman", "", false, complaint))
                .isInstanceOf(InputNeededException.class);
        typed = Optional.of("1\n");
        assertThatThrownBy(() -> choices().choose("podman", "", false, complaint))
                .hasMessage("no sources");
        assertThat(stderr).hasToString("");
    }

    @Test
    void knowsTheRuntimeBeforeItAsksForTheAgent() {
        typed = Optional.of("1\n");

        assertThatThrownBy(() -> choices().choose("nosuch", "", false))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("unknown runtime: nosuch");
        assertThat(stderr).hasToString("");
    }

    private KdnException refusal() {
        try {
            throw new AssertionError(choices().choose("", "claude", false).toString());
        } catch (KdnException refused) {
            return refused;
        }
    }

    private Chosen choose() {
        return choices().choose("", "", false);
    }

    private String runtime(boolean json) {
        return choices().choose("", "claude", json).runtime();
    }

    private InitChoices choices() {
        StandardError err = new StandardError(stderr);
        RuntimeRegistry registry = new RuntimeRegistry(entries);
        ByteArrayInputStream in = new ByteArrayInputStream(typed.orElse("").getBytes(StandardCharsets.UTF_8));
        Question question = new Question(in, err, typed.isPresent(), Supplier::get);
        return new InitChoices(
                () -> registry,
                new KnownAgents(Agents::builtIn, () -> registry),
                configuration -> {
                    throw unwanted("JSON");
                },
                new Defaults(world(), () -> new UserSettings(settings, List.of())),
                () -> question,
                err);
    }

    private void set(SettingKey key, String value) {
        settings.put(key, new UserSettings.Value(value, new JsonTree.Place(Path.of("settings.json"), 1, "")));
    }

    private Surroundings world() {
        return surroundings.build(OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
    }

    private static EngineStatus status(String version, Optional<Trouble> trouble) {
        return new EngineStatus(
                Optional.empty(), Optional.of(new Engine(version, Optional.of(true), "overlay")), trouble);
    }

    private static AssertionError unwanted(String what) {
        return new AssertionError(what + " are not to be looked at");
    }
}
