/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.testing.EngineTest;
import dev.kdn.testing.Kdn;
import dev.kdn.testing.Result;
import dev.kdn.testing.RuntimeUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EngineTest(EngineTest.RUNTIME)
class RecreateIT {
    private static final Pattern CONTAINER = Pattern.compile("Container: (\\S+)");
    private static final Pattern PORT = Pattern.compile("\"port\": (\\d+)");

    private Workbench bench;
    private Kdn kdn;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        bench = Workbench.in(folder);
        kdn = bench.kdn;
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private String port() {
        Matcher matcher = PORT.matcher(kdn.run("list", "-o", "json").exit(0).stdout());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    /// `shop`, unless the engine has another container of that name.
    private String container() {
        Matcher matcher = CONTAINER.matcher(kdn.run("show", "shop").exit(0).stdout());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private Result inside(String script) {
        return kdn.run("terminal", "shop", "--", "sh", "-c", script);
    }

    @Test
    void carriesTheAgentsStateAndThePortsOver() throws IOException {
        Path shop = bench.project("shop", "{\"ports\": [8080]}");
        String id = bench.init(shop, "--start");
        String port = port();
        String name = container();
        inside("mkdir -p ~/.config/tool; umask 077; echo login > ~/.config/tool/token; ln -s token ~/.config/tool/link;"
                        + " echo ls > ~/.bash_history; echo x > ~/elsewhere")
                .exit(0);

        Result running = kdn.run("recreate", "shop").exit(4);
        assertThat(running.stderr()).contains("workspace is running", "kdn recreate --force shop");
        assertThat(kdn.run("recreate", "--force", "shop").exit(0).stdout().strip())
                .isEqualTo(id);

        assertThat(kdn.run("list", "-o", "json").exit(0).stdout()).contains("\"state\": \"running\"", id);
        assertThat(port()).isEqualTo(port);
        assertThat(inside("cat ~/.config/tool/link ~/.bash_history; stat -c '%a %U' ~/.config/tool/token; ls"
                                + " ~/elsewhere")
                        .stdout())
                .isEqualTo("login\nls\n600 " + bench.runtime.userInside() + "\n");
        assertThat(bench.engineObjects()).hasSize(2); // one container, one network
        assertThat(container()).isEqualTo(name); // not that of the time when there were two
    }

    @Test
    void losesNoStateThatIsALinkSilently() throws IOException {
        String id = bench.init(bench.project("shop"));
        kdn.run("start", "shop").exit(0);
        inside("echo mine > gitconfig; ln -s /workspace/sources/gitconfig ~/.gitconfig; echo ls > ~/.bash_history")
                .exit(0);

        Result refused = kdn.run("recreate", "--force", "shop");

        if (!RuntimeUnderTest.isPodman() && refused.exit() == 0) { // docker copies links
            assertThat(inside("readlink ~/.gitconfig; cat ~/.bash_history").stdout())
                    .isEqualTo("/workspace/sources/gitconfig\nls\n");
            return;
        }
        refused.exit(1);
        assertThat(refused.stderr())
                .contains("~/.gitconfig", "it may be a symbolic link", "'kdn recreate --discard-state shop'");
        assertThat(kdn.run("list", "-o", "json").exit(0).stdout()).contains("\"state\": \"running\"", id);
        assertThat(inside("cat ~/.gitconfig ~/.bash_history").stdout()).isEqualTo("mine\nls\n");
        assertThat(bench.engineObjects()).hasSize(2);

        kdn.run("recreate", "--force", "--discard-state", "shop").exit(0);

        assertThat(inside("ls -A ~ | grep -e gitconfig -e bash_history; cat gitconfig")
                        .stdout())
                .isEqualTo("mine\n");
        assertThat(bench.engineObjects()).hasSize(2);
    }

    @Test
    void choosesNewPortsOnRequest() throws IOException {
        bench.init(bench.project("shop", "{\"ports\": [8080]}"), "--start");
        String before = port();
        kdn.run("stop", "shop").exit(0);

        kdn.run("recreate", "shop", "--new-ports").exit(0);

        assertThat(kdn.run("start", "shop").exit(0).stderr()).doesNotContain("warning");
        assertThat(port()).isNotEqualTo(before);
        assertThat(kdn.run("open", "shop", "-o", "json").exit(0).stdout()).contains("127.0.0.1:" + port());
    }

    @Test
    void appliesTheConfigurationAsItIsNow() throws IOException {
        Path shop = bench.project("shop", "{}");
        bench.init(shop);
        Files.writeString(
                shop.resolve(".kaiden/workspace.json"),
                "{\"network\": {\"mode\": \"deny\"}, \"environment\": [{\"name\": \"COLOUR\", \"value\": \"red\"}]}");

        assertThat(kdn.run("start", "shop").exit(0).stderr())
                .contains("workspace.json has changed", "kdn recreate shop");
        kdn.run("recreate", "--force", "shop").exit(0);

        assertThat(inside("echo $COLOUR; ls /sys/class/net").stdout()).isEqualTo("red\nlo\n");
        assertThat(bench.engineObjects()).hasSize(1); // the network went with the old container
        kdn.run("remove", "--force", "shop").exit(0);
        assertThat(bench.engineObjects()).isEmpty();
    }

    @Test
    void tellsThatTheImageConfigurationChangedAndBuildsTheNewOne() throws IOException {
        bench.init(bench.project("shop"));
        bench.image("{\"base\": \"" + Workbench.BASE + "\", \"run_commands\": [\"echo new > ~/new\"]}");

        assertThat(kdn.run("start", "shop").exit(0).stderr())
                .contains("the image configuration in", "has changed since the container was made", "kdn recreate");
        kdn.run("recreate", "--force", "shop").exit(0);

        assertThat(inside("cat ~/new").stdout()).isEqualTo("new\n");
        assertThat(kdn.run("start", "shop").exit(0).stderr()).doesNotContain("warning");
    }

    @Test
    void leavesTheOldOneWhenTheNewImageCannotBeBuilt() throws IOException {
        bench.init(bench.project("shop"));
        kdn.run("start", "shop").exit(0);
        inside("echo kept > ~/kept").exit(0);
        bench.image("{\"base\": \"" + Workbench.BASE + "\", \"run_commands\": [\"false\"]}");

        Result failed = kdn.run("recreate", "--force", "shop").exit(1);

        assertThat(failed.stderr()).contains("failed to build " + RuntimeUnderTest.name() + " image");
        assertThat(kdn.run("list", "-o", "json").exit(0).stdout()).contains("\"state\": \"running\"");
        assertThat(inside("cat ~/kept").stdout()).isEqualTo("kept\n");
        assertThat(bench.engineObjects()).hasSize(2);
        assertThat(kdn.run("prune").exit(0).stdout()).isEqualTo("Nothing to remove\n");
    }
}
