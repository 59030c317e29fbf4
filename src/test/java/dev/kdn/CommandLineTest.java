/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.testing.SurroundingsBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What users see when they get the command line wrong.
class CommandLineTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        2   | --foo                         | unknown flag: --foo
        2   | list --foo                    | unknown flag: --foo
        2   | list -x                       | unknown shorthand flag: 'x' in -x
        2   | init -vx                      | unknown shorthand flag: 'x' in -vx
        2   | --storage                     | flag needs an argument: --storage
        2   | list -o                       | flag needs an argument: 'o' in -o
        2   | init -vo                      | flag needs an argument: 'o' in -vo
        2   | init --start=maybe            | invalid argument "maybe" for "--start" flag: must be true or false
        2   | init --verbose=maybe          | invalid argument "maybe" for "-v, --verbose" flag: must be true or false
        2   | list --=x                     | bad flag syntax: --=x
        2   | list ---x                     | bad flag syntax: ---x
        2   | list extra                    | unknown command "extra" for "kdn list"
        2   | foo                           | unknown command "foo" for "kdn"
        2   | workspace foo                 | unknown command "foo" for "kdn workspace"
        2   | foo -x                        | unknown command "foo" for "kdn"
        2   | foo --help                    | unknown command "foo" for "kdn"
        2   | help foo                      | unknown command "foo" for "kdn"
        2   | help workspace foo            | unknown command "foo" for "kdn workspace"
        2   | --foo bar                     | unknown flag: --foo
        2   | init -r -v                    | flag needs an argument: 'r' in -r
        2   | init --name --start           | flag needs an argument: --name
        7   | init --start --runtime=-o     | agent is required: use --agent flag or set KDN_DEFAULT_AGENT environment variable
        2   | start                         | requires at least 1 arg(s), only received 0
        2   | show                          | accepts 1 arg(s), received 0
        2   | show a b                      | accepts 1 arg(s), received 2
        2   | open                          | accepts between 1 and 2 arg(s), received 0
        2   | open a 1 2                    | accepts between 1 and 2 arg(s), received 3
        2   | init a b                      | accepts at most 1 arg(s), received 2
        125 | terminal shop --detach-keys x- | invalid detach keys: x-: no such key: x-
        125 | terminal                      | requires at least 1 arg(s), only received 0
        2   | list -o yaml                  | unsupported output format: yaml (supported: json)
        2   | list -o JSON                  | unsupported output format: JSON (supported: json)
        2   | list --state broken           | invalid state "broken": must be one of running, stopped, error, unknown
        2   | open a http                   | invalid port "http": must be a number
        2   | open a 0                      | invalid port "0": must be between 1 and 65535
        7   | init -r podman                | agent is required: use --agent flag or set KDN_DEFAULT_AGENT environment variable
        7   | init                          | agent is required: use --agent flag or set KDN_DEFAULT_AGENT environment variable
        2   | completion tcsh               | unsupported shell: tcsh (supported: bash, fish, powershell, zsh)
        2   | completion bash zsh           | accepts at most 1 arg(s), received 2
        """)
    void tellsWhatIsWrong(int code, String line, String message) {
        KdnInJvm result = KdnInJvm.run(line.split(" "));

        assertThat(result.err()).startsWith("Error: " + message + "\n");
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isEqualTo(code);
    }

    @Test
    void saysHowTheCommandIsUsed() {
        assertThat(KdnInJvm.run("workspace", "open")).isEqualTo(new KdnInJvm(2, "", """
            Error: accepts between 1 and 2 arg(s), received 0
            usage: kdn workspace open NAME|ID [PORT] [flags] (more: kdn workspace open --help)
            """));
    }

    @Test
    void proposesWhatMayHaveBeenMeant() {
        assertThat(KdnInJvm.run("strat").err()).isEqualTo("""
            Error: unknown command "strat" for "kdn"
            did you mean 'start'?
            run 'kdn --help' to see the commands
            """);
        assertThat(KdnInJvm.run("list", "--quite").err()).contains("did you mean '--quiet'?");
        assertThat(KdnInJvm.run("xyzzy").err()).doesNotContain("did you mean");
    }

    @Test
    void sendsWordsOfTheInnerCommandBehindTwoDashes() {
        assertThat(KdnInJvm.run("terminal", "shop", "ls", "-l").err()).contains("need '--' before the command");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list --foo -o json",
                "list -ojson --foo",
                "list -o=json --foo",
                "list --output=json --foo",
                "list --output json --foo",
                "foo -o json",
                "-o json",
                "--foo list -qojson"
            })
    void printsErrorsAsJsonHoweverItIsAskedFor(String line) {
        KdnInJvm result = KdnInJvm.run(line.split(" "));

        assertThat(result.out()).startsWith("{\n  \"error\": \"unknown ").endsWith("\"\n}\n");
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version -o json",
                "version -ojson",
                "--debug version --output=json",
                "version --output yaml --output json",
                "--storage /x version -o=json --no-color"
            })
    void acceptsFlagsInEveryFormAndPlace(String line) {
        assertThat(KdnInJvm.run(line.split(" ")))
                .isEqualTo(new KdnInJvm(0, "{\n  \"version\": \"" + Version.read() + "\"\n}\n", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        lst -o json           | unknown command \\"lst\\" for \\"kdn\\"
        runtime nope -o json  | unknown command \\"nope\\" for \\"kdn runtime\\"
        init -r -o json       | flag needs an argument: 'r' in -r
        list -o json -o yaml  | unsupported output format: yaml (supported: json)
        list -o yaml -o json x | unknown command \\"x\\" for \\"kdn list\\"
        """)
    void answersInJsonWhatIsWrong(String line, String message) {
        assertThat(KdnInJvm.run(line.split(" ")))
                .isEqualTo(new KdnInJvm(2, "{\n  \"error\": \"" + message + "\"\n}\n", ""));
    }

    @Test
    void showsTheVersion() {
        KdnInJvm expected = new KdnInJvm(0, "kdn version " + Version.read() + "\n", "");

        assertThat(KdnInJvm.run("version")).isEqualTo(expected);
        assertThat(KdnInJvm.run("--version")).isEqualTo(expected);
        assertThat(KdnInJvm.run("list", "--version")).isEqualTo(expected);
    }

    @Test
    void saysWhyInfoIsEmpty() {
        KdnInJvm info = KdnInJvm.run(new SurroundingsBuilder().variable("PATH", "/nonexistent"), "info");

        assertThat(info.out()).endsWith("\nAgents:\nRuntimes:\n");
        assertThat(info.err()).isEqualTo("no runtime found on this machine: install podman\n");
    }

    @Test
    void saysWhyNoRuntimeCanBeChosen() {
        SurroundingsBuilder nothing = new SurroundingsBuilder()
                .variable("PATH", "/nonexistent")
                .variable("DOCKER_HOST", "unix:///nonexistent/docker.sock");

        KdnInJvm init = KdnInJvm.run(nothing, "init", "--agent", "claude");

        assertThat(init.code()).isEqualTo(5);
        assertThat(init.out()).isEmpty();
        assertThat(init.err())
                .startsWith("Error: no runtime works on this machine: podman (no podman command on PATH); docker (no")
                .contains("\npodman: install Podman\ndocker: ", "\nsee 'kdn runtime list --check', or name");
        assertThat(KdnInJvm.run(nothing, "init", "--agent", "claude", "-o", "json"))
                .satisfies(json -> assertThat(json.out()).startsWith("{\n  \"error\": \"no runtime works"))
                .satisfies(json -> assertThat(json.err()).isEmpty());
    }

    @Test
    void showsHelpBeforeCountingArguments() {
        KdnInJvm help = KdnInJvm.run("start", "--help");

        assertThat(help.code()).isZero();
        assertThat(help.out()).startsWith("Start workspaces").contains("(alias for 'workspace start')");
        assertThat(KdnInJvm.run("help", "start")).isEqualTo(help);
        assertThat(KdnInJvm.run("-h", "start")).isEqualTo(help);
        assertThat(KdnInJvm.run("workspace", "start", "-h").out()).doesNotContain("alias for");
    }

    @Test
    void refusesFlagsThatDoNotGoTogether() {
        assertThat(KdnInJvm.run("start", "a", "-o", "json", "--show-logs")).isEqualTo(new KdnInJvm(2, """
            {
              "error": "--show-logs cannot be used with --output json"
            }
            """, ""));
        assertThat(KdnInJvm.run("list", "-q", "-o", "json").out())
                .contains("\"error\": \"--quiet cannot be used with --output json\"");
    }

    @Test
    void takesTheDefaultsOfInitFromTheEnvironment() {
        KdnInJvm result = KdnInJvm.run(new SurroundingsBuilder().variable("KDN_DEFAULT_RUNTIME", "podman"), "init");

        assertThat(result.err()).startsWith("Error: agent is required").contains("agents: claude, ");
    }
}
