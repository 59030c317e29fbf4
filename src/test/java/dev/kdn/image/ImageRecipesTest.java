/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.agent.AgentImage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImageRecipesTest {
    private static final AgentImageConfiguration AGENT = AgentImageConfiguration.of(
            new AgentImage(List.of("nodejs"), List.of("curl -fsSL https://x | bash"), List.of("bash"), Map.of()));
    private static final WorkspaceUser USER = new WorkspaceUser(1000, 20);

    private final ImageRecipes recipes = new ImageRecipes("storage", "linux/amd64");

    private static ImageConfiguration image(PackageManager manager, List<String> packages, List<String> sudo) {
        return new ImageConfiguration("debian:12", "latest", packages, manager, sudo, List.of("echo \"$HOME\""));
    }

    private String containerfile(ImageConfiguration image, WorkspaceUser user) {
        return String.valueOf(
                recipes.render(image, "claude", AGENT, user).files().get("Containerfile"));
    }

    @Test
    void rendersAContainerfile() {
        assertThat(containerfile(image(PackageManager.APT, List.of("jq", "g++", "a*"), List.of("/bin/kill")), USER))
                .isEqualTo("""
                    FROM debian:12
                    LABEL dev.kdn.storage="storage" dev.kdn.role="image"

                    USER 0:0
                    COPY kdn/ /tmp/kdn/
                    RUN sh /tmp/kdn/packages.sh apt jq g++ 'a*' nodejs
                    RUN sh /tmp/kdn/user.sh 1000 20 && mkdir -p /etc/sudoers.d && cp /tmp/kdn/sudoers /etc/sudoers.d/agent && chmod 0440 /etc/sudoers.d/agent && rm -rf /tmp/kdn/

                    USER 1000:20
                    ENV HOME=/home/agent
                    ENV PATH=/home/agent/.local/bin:/usr/local/bin:/usr/bin:$PATH
                    ENTRYPOINT []
                    CMD ["sleep", "infinity"]
                    LABEL dev.kdn.agent="claude"

                    RUN echo "$HOME"
                    RUN curl -fsSL https://x | bash
                    """);
    }

    @Test
    void namesThePackageManager() {
        for (PackageManager manager : PackageManager.values()) {
            assertThat(containerfile(image(manager, List.of(), List.of()), USER))
                    .contains("RUN sh /tmp/kdn/packages.sh " + manager.word() + " nodejs\n");
        }
    }

    @Test
    void givesRootNoSudo() {
        assertThat(containerfile(image(PackageManager.AUTO, List.of(), List.of("/bin/kill")), new WorkspaceUser(0, 0)))
                .doesNotContain("sudoers")
                .contains("user.sh 0 0 && rm -rf")
                .contains("USER 0:0\nENV HOME=/home/agent\n");
    }

    @Test
    void writesSudoersAsTheReference() {
        var image = image(PackageManager.AUTO, List.of(), List.of("/bin/kill", "/usr/bin/dnf"));

        assertThat(recipes.render(image, "claude", AGENT, USER).files())
                .containsEntry(
                        "kdn/sudoers",
                        "Cmnd_Alias ALLOWED = /bin/kill, /usr/bin/dnf\n\nagent ALL = !ALL, NOPASSWD: ALLOWED\n");
    }

    @Test
    void hasOneIdentityForEqualContent() {
        var image = image(PackageManager.AUTO, List.of(), List.of());
        ImageRecipe recipe = recipes.render(image, "claude", AGENT, USER);

        assertThat(recipe.hash()).matches("[0-9a-f]{16}");
        assertThat(recipe.tag()).isEqualTo("localhost/kdn/claude:" + recipe.hash());
        assertThat(new ImageRecipes("storage", "linux/amd64").render(image, "claude", AGENT, USER))
                .isEqualTo(recipe);
        assertThat(List.of(
                        recipes.render(image, "claude", AGENT, new WorkspaceUser(1001, 20)),
                        recipes.render(image(PackageManager.APT, List.of(), List.of()), "claude", AGENT, USER),
                        new ImageRecipes("other", "linux/amd64").render(image, "claude", AGENT, USER),
                        new ImageRecipes("storage", "linux/arm64").render(image, "claude", AGENT, USER)))
                .extracting(ImageRecipe::hash)
                .doesNotHaveDuplicates()
                .doesNotContain(recipe.hash());
    }
}
