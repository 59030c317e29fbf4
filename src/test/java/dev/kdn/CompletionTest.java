/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn;

import static dev.kdn.testing.ActivityBuilder.anActivity;
import static dev.kdn.testing.InstanceBuilder.anInstance;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.activity.Activities.Listed;
import dev.kdn.cli.CommandLineState;
import dev.kdn.cli.GlobalOptions;
import dev.kdn.cli.Syntax;
import dev.kdn.cli.completion.ActivityWords;
import dev.kdn.cli.completion.CompleteCommand;
import dev.kdn.cli.completion.Proposals;
import dev.kdn.cli.completion.WorkspaceWords;
import dev.kdn.error.StorageException;
import dev.kdn.instance.Instance;
import dev.kdn.output.StandardError;
import dev.kdn.output.StandardOutput;
import dev.kdn.testing.ActivityBuilder;
import dev.kdn.testing.SurroundingsBuilder;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionTest {
    private static final Instance RUNNING = anInstance()
            .id('a')
            .name("shop")
            .running("2026-11-21T08:55:00Z")
            .forwards("[{\"bind\":\"127.0.0.1\",\"port\":40123,\"target\":8080}]")
            .build();
    private static final Instance STOPPED = anInstance().id('b').name("api").build();

    private final GlobalOptions globals = new GlobalOptions();
    private Supplier<List<Instance>> stored = () -> List.of(RUNNING, STOPPED);
    private List<Listed> recorded = List.of();
    private boolean ids;

    @Test
    void proposesCommandsButNoAliasesOrHiddenOnes() {
        assertThat(complete("s")).isEqualTo("secret\nservice\nshow\nstart\nstats\nstop\n:4\n");
        assertThat(complete("ls")).isEqualTo(":4\n");
        assertThat(complete("_")).isEqualTo(":4\n");
        assertThat(complete("runtime", "")).isEqualTo("list\n:4\n");
        assertThat(complete("--storage", "/x", "workspace", "d")).isEqualTo("dashboard\n:4\n");
    }

    @Test
    void proposesWorkspacesThatTheCommandIsFor() {
        assertThat(complete("start", "")).isEqualTo("api\n:4\n");
        assertThat(complete("workspace", "stop", "")).isEqualTo("shop\n:4\n");
        assertThat(complete("rm", "")).isEqualTo("api\n:4\n");
        assertThat(complete("rm", "-f", "")).isEqualTo("shop\napi\n:4\n");
        assertThat(complete("show", "")).isEqualTo("shop\napi\n:4\n");
        assertThat(complete("terminal", "a")).isEqualTo("api\n:4\n");
        assertThat(complete("open", "")).isEqualTo("shop\n:4\n");
        assertThat(complete("dashboard", "")).isEqualTo("shop\n:4\n");
    }

    @Test
    void proposesWorkspacesAndFilesToCopy() {
        assertThat(complete("stats", "")).isEqualTo("shop\n:4\n");
        assertThat(complete("cp", "")).isEqualTo("shop:\n:6\n");
        assertThat(complete("cp", "sh")).isEqualTo("shop:\n:6\n");
        assertThat(complete("cp", "./x")).isEqualTo(":0\n");
        assertThat(complete("cp", "shop:/tm")).isEqualTo(":4\n");
        assertThat(complete("cp", "shop:/tmp/x", "")).isEqualTo(":0\n");
        assertThat(complete("cp", "x", "")).isEqualTo("shop:\n:6\n");
        assertThat(complete("cp", "x", "shop:", "")).isEqualTo(":4\n");
    }

    @Test
    void proposesIdsUnlessNotWanted() {
        ids = true;

        assertThat(complete("start", "")).isEqualTo("b".repeat(64) + "\napi\n:4\n");
        assertThat(complete("start", "bb")).isEqualTo("b".repeat(64) + "\n:4\n");
    }

    @Test
    void doesNotProposeWhatIsTypedAlready() {
        assertThat(complete("start", "api", "")).isEqualTo(":4\n");
        assertThat(complete("rm", "-f", "a".repeat(64), "")).isEqualTo("api\n:4\n");
        assertThat(complete("show", "api", "")).isEqualTo(":4\n");
        assertThat(complete("terminal", "api", "")).isEqualTo(":0\n");
    }

    @Test
    void proposesPortsAfterTheWorkspace() {
        assertThat(complete("open", "shop", "")).isEqualTo("8080\n:4\n");
        assertThat(complete("open", "shop", "8080", "")).isEqualTo(":4\n");
    }

    @Test
    void proposesFlagsAndTheirValues() {
        assertThat(complete("start", "--s")).isEqualTo("--show-logs\n--storage\n:4\n");
        assertThat(complete("start", "--show-logs", "--sh")).isEqualTo(":4\n");
        assertThat(complete("list", "--state", "running", "--sta")).isEqualTo("--state\n:4\n");
        assertThat(complete("list", "-o", "")).isEqualTo("json\n:4\n");
        assertThat(complete("list", "--output=j")).isEqualTo("json\n:4\n");
        assertThat(complete("list", "--state", "r")).isEqualTo("running\n:4\n");
        assertThat(complete("init", "--agent", "")).isEqualTo("claude\ngoose\n:4\n");
        assertThat(complete("agent", "show", "g")).isEqualTo("goose\n:4\n");
        assertThat(complete("init", "--agent", "claude", "--model", "")).isEqualTo("opus\n:4\n");
        assertThat(complete("init", "--model", "")).isEqualTo("opus\nother\n:4\n");
        assertThat(complete("init", "-r", "")).isEqualTo("podman\n:4\n");
        assertThat(complete("list", "--project", "")).isEqualTo("https://github.com/example/shop/\n:4\n");
        assertThat(complete("list", "--storage", "")).isEqualTo(":16\n");
        assertThat(complete("init", "--name", "")).isEqualTo(":4\n");
        assertThat(complete("image", "build", "--agent", "c")).isEqualTo("claude\n:4\n");
        assertThat(complete("image", "list", "-r", "")).isEqualTo("podman\n:4\n");
        assertThat(complete("image", "prune", "--runtime=")).isEqualTo("podman\n:4\n");
        assertThat(complete("image", "build", "")).isEqualTo(":16\n");
        assertThat(complete("image", "build", ".", "")).isEqualTo(":4\n");
        assertThat(complete("image", "list", "")).isEqualTo(":4\n");
        assertThat(complete("terminal", "api", "--", "-")).isEqualTo(":0\n");
    }

    @Test
    void heedsTheStorageOnTheLine() {
        complete("start", "--storage", "/elsewhere", "");

        assertThat(globals.storage(new SurroundingsBuilder().build(nowhere(), nowhere())))
                .hasToString("/elsewhere");
    }

    @Test
    void saysThatItFailed() {
        stored = () -> {
            throw new StorageException("unreadable");
        };

        assertThat(complete("start", "")).isEqualTo(":1\n");
    }

    @Test
    void describesOnRequest() {
        assertThat(complete(true, "ver")).isEqualTo("version\tShow the version of kdn\n:4\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "fish", "powershell", "zsh"})
    void asksWithoutDescriptionsOnRequest(String shell) {
        assertThat(complete("completion", shell)).isEqualTo(shell + "\n:4\n");
        assertThat(KdnInJvm.run("completion", shell, "--no-descriptions").out())
                .contains(" __completeNoDesc ")
                .doesNotContain(" __complete ");
    }

    @Test
    void proposesSecretsAndTheirTypes() {
        assertThat(complete("secret", "remove", "")).startsWith("work\n");
        assertThat(complete("secret", "remove", "work", "")).doesNotContain("work");
        assertThat(complete("secret", "create", "--type", "g")).startsWith("gemini\ngithub\n");
        assertThat(complete("secret", "create", "--store", "")).startsWith("keychain\nfile\n");
    }

    @Test
    void proposesWorkspacesForProgramsToRunIn() {
        assertThat(complete("exec", "")).isEqualTo("shop\napi\n:4\n");
        assertThat(complete("exec", "shop", "ma")).isEqualTo(":0\n");
        assertThat(complete("exec", "--env-file", "")).isEqualTo(":0\n");
        assertThat(complete("exec", "--env", "")).isEqualTo(":4\n");
        assertThat(complete("ps", "s")).isEqualTo("shop\n:4\n");
        assertThat(complete("ps", "shop", "")).isEqualTo(":4\n");
        assertThat(complete("ps", "--kind", "")).isEqualTo("process\n:4\n");
        assertThat(complete("ports", "a")).isEqualTo("api\n:4\n");
    }

    @Test
    void proposesActivitiesThatTheCommandIsFor() {
        recorded = List.of(
                listed("shop", anActivity().id('1').name("web").detached()),
                listed("shop", anActivity().id('2').name("tests")),
                listed("shop", anActivity().id('3').name("lint").detached().exited(0)));

        assertThat(complete("kill", "")).isEqualTo("web\ntests\n:4\n");
        assertThat(complete("kill", "web", "")).isEqualTo("tests\n:4\n");
        assertThat(complete("wait", "t")).isEqualTo("tests\n:4\n");
        assertThat(complete("wait", "shop/t")).isEqualTo("shop/tests\n:4\n");
        assertThat(complete("logs", "")).isEqualTo("web\nlint\n:4\n");
        assertThat(complete("logs", "web", "")).isEqualTo(":4\n");
        assertThat(complete("kill", "--signal", "US")).isEqualTo("USR1\nUSR2\n:4\n");
        assertThat(complete(true, "logs", "l")).isEqualTo("lint\tmake <1 argument>, exited in shop\n:4\n");
    }

    @Test
    void namesTheWorkspaceOfActivitiesWhoseNamesAreAmbiguous() {
        recorded = List.of(
                listed("shop", anActivity().id('1').name("web").detached()),
                listed("api", anActivity().id('2').name("web").detached().exited(1)),
                listed("api", anActivity().id('3').name("db").detached().exited(1)),
                listed("api", anActivity().id('4').name("db").detached()));

        assertThat(complete("kill", "")).isEqualTo("shop/web\ndb\n:4\n");
        assertThat(complete("logs", "")).isEqualTo("shop/web\napi/web\ndb\n:4\n");
        assertThat(complete("kill", "shop/web", "")).isEqualTo("db\n:4\n");
    }

    private static Listed listed(String workspace, ActivityBuilder activity) {
        return new Listed(activity.build(), workspace);
    }

    private String complete(String... words) {
        return complete(false, words);
    }

    private String complete(boolean described, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Wiring wiring = new Wiring(new SurroundingsBuilder().build(nowhere(), nowhere()));
        Proposals proposals = new Proposals(
                new WorkspaceWords(() -> stored.get(), ids),
                new ActivityWords(() -> recorded),
                () -> List.of("podman"),
                () -> List.of("claude", "goose"),
                agent -> agent.equals("claude") ? List.of("opus") : List.of("opus", "other"),
                () -> List.of("work"));
        CompleteCommand command = new CompleteCommand(
                new StandardOutput(out),
                new StandardError(nowhere()),
                typed -> CommandLineState.of(typed, wiring, globals),
                proposals,
                described);
        List<String> arguments = new ArrayList<>(List.of("--"));
        arguments.addAll(List.of(words));
        Syntax syntax = new Syntax();
        command.describe(syntax);
        syntax.read(arguments.toArray(new String[0]));
        command.run();
        return out.toString(StandardCharsets.UTF_8);
    }

    private static OutputStream nowhere() {
        return OutputStream.nullOutputStream();
    }
}
