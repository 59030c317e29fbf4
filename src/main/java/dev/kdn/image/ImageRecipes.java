/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Renders recipes: the same configuration, agent and user give the same one.
public final class ImageRecipes {
    private static final String SCRIPTS = "/tmp/kdn/";

    private final String storageId;
    private final String platform;

    /// @param storageId goes into the image's labels, so an image belongs to one storage
    /// @param platform such as `linux/amd64`
    public ImageRecipes(String storageId, String platform) {
        this.storageId = storageId;
        this.platform = platform;
    }

    /// Everything that goes into the build of an image with one agent for one user.
    public ImageRecipe render(
            ImageConfiguration image, String agent, AgentImageConfiguration part, WorkspaceUser user) {
        Map<String, String> files = new HashMap<>();
        files.put("kdn/packages.sh", script("packages.sh"));
        files.put("kdn/user.sh", script("user.sh"));
        boolean sudo = !image.sudo().isEmpty() && !user.isRoot();
        if (sudo) {
            files.put("kdn/sudoers", sudoers(image.sudo()));
        }
        files.put(ImageRecipe.CONTAINERFILE, containerfile(image, agent, part, user, sudo));
        return new ImageRecipe(agent, image.base(), files, platform);
    }

    private String containerfile(
            ImageConfiguration image, String agent, AgentImageConfiguration part, WorkspaceUser user, boolean sudo) {
        List<String> lines = new ArrayList<>();
        lines.add("FROM " + image.base());
        // First, so that the leftovers of an interrupted build can be recognised; the agent's own label comes late,
        // so that agents share the layers of the packages.
        lines.add("LABEL dev.kdn.storage=\"" + storageId + "\" dev.kdn.role=\"image\"");
        lines.add("");
        lines.add("USER 0:0");
        lines.add("COPY kdn/ " + SCRIPTS);
        lines.add("RUN " + packages(image, part));
        lines.add("RUN sh " + SCRIPTS + "user.sh " + user.uid() + " " + user.gid()
                + (sudo ? " && " + installSudoers() : "") + " && rm -rf " + SCRIPTS);
        lines.add("");
        lines.add("USER " + user);
        lines.add("ENV HOME=/home/agent");
        lines.add("ENV PATH=/home/agent/.local/bin:/usr/local/bin:/usr/bin:$PATH");
        lines.add("ENTRYPOINT []");
        lines.add("CMD [\"sleep\", \"infinity\"]");
        lines.add("LABEL dev.kdn.agent=\"" + agent + "\"");
        lines.add("");
        image.runCommands().forEach(command -> lines.add("RUN " + command));
        part.runCommands().forEach(command -> lines.add("RUN " + command));
        return String.join("\n", lines).stripTrailing() + "\n";
    }

    private static String packages(ImageConfiguration image, AgentImageConfiguration part) {
        StringBuilder line = new StringBuilder("sh " + SCRIPTS + "packages.sh ");
        line.append(image.packageManager().word());
        image.packages().forEach(name -> line.append(' ').append(ImageText.quoted(name)));
        part.packages().forEach(name -> line.append(' ').append(ImageText.quoted(name)));
        return line.toString();
    }

    private static String installSudoers() {
        return "mkdir -p /etc/sudoers.d && cp " + SCRIPTS
                + "sudoers /etc/sudoers.d/agent && chmod 0440 /etc/sudoers.d/agent";
    }

    private static String sudoers(List<String> binaries) {
        return "Cmnd_Alias ALLOWED = " + String.join(", ", binaries) + "\n\nagent ALL = !ALL, NOPASSWD: ALLOWED\n";
    }

    private static String script(String name) {
        try (InputStream script = ImageRecipes.class.getResourceAsStream(name)) {
            if (script == null) {
                throw new IllegalStateException("kdn was built without " + name);
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
