/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.testing.SurroundingsBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The commands on activities, from words to text, where nothing has been started yet.
class ActivityCommandsTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void makeSources() throws IOException {
        Files.createDirectory(folder.resolve("shop"));
        Files.write(folder.resolve("bad.env"), List.of("GOOD=1", "not a name=s3cr3t", "2=s3cr3t"));
        Files.write(folder.resolve("latin.env"), new byte[] {'A', '=', (byte) 0xff, '\n'});
    }

    private KdnInJvm kdn(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(0, List.of("--storage", folder.resolve("storage").toString()));
        return KdnInJvm.run(new SurroundingsBuilder().workingFolder(folder), all.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        125 | exec                                       | requires at least 2 arg(s), only received 0
        125 | exec shop                                  | requires at least 2 arg(s), only received 1
        125 | exec nosuch true                           | workspace not found: nosuch
        125 | exec -d -i shop true                       | --detach cannot be used with --interactive or --tty
        125 | exec -dt shop true                         | --detach cannot be used with --interactive or --tty
        125 | exec -d --timeout 1s shop true             | --timeout cannot be used with --detach
        125 | exec --wait-port 80 shop true              | --wait-port needs --detach
        125 | exec -d --wait-port x shop true            | --wait-port: not a port: x
        125 | exec -d --wait-port 65536 shop true        | --wait-port: not a port: 65536
        125 | exec -t shop true                          | --tty needs a terminal, and standard input is none
        125 | exec --timeout 0 shop true                 | --timeout: not a span of time: 0
        125 | exec -e 1X=s3cr3t shop true                | not the name of a variable: '1X'
        125 | exec -e KDN_ACTIVITY=s3cr3t shop true      | the variable KDN_ACTIVITY is kdn's own
        125 | exec --env-append P shop true              | no value to append to P
        125 | exec --env-file bad.env shop true          | bad.env, line 2: not the name of a variable
        125 | exec --env-file latin.env shop true        | the file of variables is not UTF-8: latin.env
        125 | exec --env-file none.env shop true         | no such file of variables: none.env
        125 | exec --name a.b shop true                  | not a name for an activity: a.b
        125 | exec --user ../x shop true                 | not the name or id of a user: ../x
        125 | exec --workdir tmp shop true               | not an absolute path inside the workspace: tmp
        3   | ps nosuch                                  | workspace not found: nosuch
        2   | ps --kind session                          | no such kind of activity: session
        2   | ps -o yaml                                 | unsupported output format: yaml (supported: json)
        2   | logs                                       | accepts 1 arg(s), received 0
        2   | logs web -n x                              | --lines: not a number of lines: x
        2   | logs web -n -1                             | --lines: not a number of lines: -1
        2   | logs web --since then                      | --since: not a span of time: then
        3   | logs web                                   | activity not found: web
        2   | wait                                       | requires at least 1 arg(s), only received 0
        3   | wait web                                   | activity not found: web
        2   | wait web --timeout soon                    | --timeout: not a span of time: soon
        2   | kill                                       | requires at least 1 arg(s), only received 0
        3   | kill shop/web                              | activity not found: shop/web
        2   | kill web --signal SEGV                     | no signal that can be sent: SEGV
        2   | kill web --grace never                     | --grace: not a span of time: never
        3   | ports nosuch                               | workspace not found: nosuch
        """)
    void tellsWhatIsWrong(int code, String line, String message) {
        assertThat(kdn("init", "shop", "-r", "fake", "-a", "shell").code()).isZero();

        KdnInJvm result = kdn(line.split(" "));

        assertThat(result.err()).startsWith("Error: " + message + "\n").doesNotContain("s3cr3t");
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isEqualTo(code);
        assertThat(kdn("ps", "--all").out()).isEqualTo("No activities\n");
    }

    @Test
    void wordsThatLookLikeFlagsNeedTwoDashes() {
        assertThat(kdn("exec", "shop", "ls", "-l").err()).contains("need '--' before the command");
    }

    @Test
    void readingMakesNothing() {
        assertThat(kdn("ps")).isEqualTo(new KdnInJvm(0, "No activities\n", ""));
        assertThat(kdn("ps", "-o", "json")).isEqualTo(new KdnInJvm(0, "{\n  \"items\": []\n}\n", ""));
        assertThat(kdn("logs", "web").code()).isEqualTo(3);
        assertThat(folder.resolve("storage")).doesNotExist();
    }

    @Test
    void errorsAreJsonIfAsked() {
        assertThat(kdn("wait", "web", "-o", "json"))
                .isEqualTo(new KdnInJvm(3, "{\n  \"error\": \"activity not found: web\"\n}\n", ""));
        assertThat(kdn("kill", "web", "-o", "json"))
                .isEqualTo(new KdnInJvm(3, "{\n  \"error\": \"activity not found: web\"\n}\n", ""));
    }

    @Test
    void showsPorts() {
        assertThat(kdn("init", "shop", "-r", "fake", "-a", "shell").code()).isZero();

        assertThat(kdn("ports", "shop").out()).isEqualTo("Workspace shop publishes no ports\n");
        assertThat(kdn("ports", "shop", "-o", "json").out()).startsWith("{\n").contains("[]");
        assertThat(kdn("ports", "shop", "--free").out()).matches("\\d{4,5}\n");
    }
}
