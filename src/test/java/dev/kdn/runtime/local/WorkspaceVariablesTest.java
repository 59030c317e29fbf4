/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.runtime.SecretSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The environment of programs in a workspace, and of what starts them.
class WorkspaceVariablesTest {
    private static final Path HOME = Path.of("/home/agent");
    private static final SandboxedProgram PROGRAM = SandboxedProgram.of(List.of("true"));

    private static WorkspaceVariables variables(boolean bare, SandboxedProgram program) {
        LocalInstance instance = new LocalInstance(
                "0".repeat(32),
                "shop",
                "1".repeat(64),
                Path.of("/sources"),
                List.of(),
                Map.of("LD_PRELOAD", "/own.so"),
                Map.of(),
                List.of(),
                false,
                bare,
                bare,
                "");
        LocalHost host = new LocalHost(
                Path.of("/root"),
                () -> 1000,
                Map.of("PATH", "/users/bin"),
                _ -> {},
                SecretSource.NONE,
                () -> false,
                () -> true,
                () -> true);
        return WorkspaceVariables.of(instance, host, HOME, program);
    }

    private static String inside(WorkspaceVariables variables, String name) {
        int at = variables.names().indexOf(name);
        return at < 0
                ? ""
                : variables
                        .environment()
                        .getOrDefault("KDN_VALUE_" + variables.names().get(at + 1), "");
    }

    @Test
    void makeTheSandboxWithProgramsOfTheSystem() {
        WorkspaceVariables variables = variables(false, PROGRAM);

        assertThat(variables.environment().get("PATH"))
                .startsWith("/usr/local/sbin:")
                .doesNotContain("/home", "users");
        assertThat(variables.environment()).doesNotContainKey("LD_PRELOAD");
        assertThat(inside(variables, "PATH")).startsWith("/home/agent/.local/bin:/usr/local/sbin:");
        assertThat(inside(variables, "LD_PRELOAD")).isEqualTo("/own.so");
    }

    @Test
    void areTheUsersPathWhereThereIsNoSandbox() {
        WorkspaceVariables variables = variables(true, PROGRAM);

        assertThat(variables.environment()).containsEntry("PATH", "/users/bin");
        assertThat(inside(variables, "PATH")).isEqualTo("/home/agent/.local/bin:/users/bin");
    }

    @Test
    void areOnlyTheSystemsForProgramsOfKdn() {
        WorkspaceVariables variables = variables(false, PROGRAM.asOwn());

        assertThat(variables.names()).isEmpty();
        assertThat(variables.environment().get("PATH")).doesNotContain("/home");
        assertThat(PROGRAM.asOwn().argv()).containsExactly("true");
        assertThat(SandboxedProgram.of(List.of("sh", "-c", "sh")).asOwn().argv())
                .containsExactly("/bin/sh", "-c", "sh");
    }

    @Test
    void keepWhatTheProgramsAreFoundBy() {
        SandboxedProgram claiming = PROGRAM.with(Map.of("KDN_LOCAL_INSTANCE", "other", "KDN_WORKSPACE", "shop"));

        WorkspaceVariables variables = variables(true, claiming);

        assertThat(variables.environment()).containsEntry("KDN_LOCAL_INSTANCE", "0".repeat(32));
        assertThat(variables.names()).doesNotContain("KDN_LOCAL_INSTANCE");
        assertThat(inside(variables, "KDN_WORKSPACE")).isEqualTo("shop");
    }
}
