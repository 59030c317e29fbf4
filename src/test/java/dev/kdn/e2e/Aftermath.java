/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.kdn.e2e.BrokenOff.Shop;
import dev.kdn.testing.Kdn;
import dev.kdn.testing.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// What must hold after a kdn was killed, wherever that was.
///
/// @param init the words that make `shop`
/// @param engineLeftovers what the engine has of this storage besides what belongs to the workspaces of those ids
record Aftermath(Kdn kdn, List<String> init, Function<List<String>, List<String>> engineLeftovers) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /// Checks that nothing is lost, that the next command works and that pruning leaves nothing that nobody needs.
    ///
    /// @param variant decides which command comes next, and whether it comes before pruning
    /// @param awaitLate waits for what the engine still does for the dead kdn
    void check(BrokenOff operation, Result broken, int variant, Runnable awaitLate) throws IOException {
        Map<String, JsonNode> listed = list();
        awaitLate.run();
        assertThat(listed).containsKeys("kept", "runs");
        assertThat(member(listed, "kept", "state")).isEqualTo("stopped");
        assertThat(member(listed, "runs", "state")).isEqualTo("running");
        if (operation.keeps()) {
            assertThat(listed).containsKey("shop");
        } else if (operation.shop() == Shop.NONE && !broken.stdout().isBlank()) {
            assertThat(member(listed, "shop", "id")).isEqualTo(broken.stdout().strip());
        }
        if (variant % 2 == 0) {
            work(operation, listed.containsKey("shop"), variant % 4 == 0);
            prune();
        } else {
            prune();
            work(operation, recorded().contains("shop"), variant % 4 == 1);
        }
    }

    /// A workspace by name.
    Map<String, JsonNode> list() throws IOException {
        Map<String, JsonNode> byName = new TreeMap<>();
        JsonNode items =
                MAPPER.readTree(kdn.run("list", "-o", "json").exit(0).stdout()).path("items");
        for (JsonNode item : items) {
            assertThat(byName.put(item.path("name").asText(), item))
                    .as("workspaces of the same name")
                    .isNull();
        }
        return byName;
    }

    /// What is there works, what is not can be made.
    private void work(BrokenOff operation, boolean there, boolean start) {
        if (!there) {
            kdn.run(init.toArray(String[]::new)).exit(0);
        } else if (operation.keeps() || operation.shop() == Shop.NONE) {
            kdn.run(start ? new String[] {"start", "shop"} : new String[] {"remove", "--force", "shop"})
                    .exit(0);
        } else {
            Result again = kdn.run("remove", "--force", "shop"); // its removal may be finished by settling it
            assertThat(again.exit()).as(again.output()).isIn(0, 3);
            assertThat(recorded()).doesNotContain("shop");
        }
    }

    private void prune() throws IOException {
        kdn.run("prune").exit(0);
        List<String> ids = recorded("id");
        assertThat(recorded()).contains("kept", "runs");
        assertThat(engineLeftovers.apply(ids)).isEmpty();
        assertThat(fileLeftovers(kdn.storage(), ids)).isEmpty();
        Map<String, String> before = files(kdn.storage());
        assertThat(kdn.run("prune").exit(0).stdout()).isEqualTo("Nothing to remove\n");
        assertThat(files(kdn.storage())).isEqualTo(before);
    }

    private List<String> recorded() {
        return recorded("name");
    }

    private List<String> recorded(String member) {
        try {
            String text = Files.readString(kdn.storage().resolve("instances.json"));
            return MAPPER.readTree(text).findValuesAsText(member);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> fileLeftovers(Path storage, List<String> ids) throws IOException {
        List<String> left = new ArrayList<>();
        try (Stream<Path> files = Files.walk(storage)) {
            files.filter(path -> !path.equals(storage)).forEach(path -> {
                String name = path.getFileName().toString();
                String folder = storage.relativize(path.getParent()).toString();
                boolean ofNobody = List.of("locks", "workspaces").contains(folder) && !ids.contains(name);
                boolean passing = List.of("intents", "runtimes/podman/builds").contains(folder);
                if (ofNobody || passing || name.endsWith(".tmp")) {
                    left.add(folder + "/" + name);
                }
            });
        }
        return left;
    }

    /// Everything below the folder: when it was changed, and what it holds.
    static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.toList()) {
                String content = Files.isRegularFile(path) ? Integer.toString(hash(path)) : "";
                files.put(folder.relativize(path).toString(), Files.getLastModifiedTime(path) + " " + content);
            }
        }
        return files;
    }

    private static String member(Map<String, JsonNode> listed, String name, String member) {
        return listed.getOrDefault(name, MissingNode.getInstance()).path(member).asText();
    }

    private static int hash(Path file) throws IOException {
        return Arrays.hashCode(Files.readAllBytes(file));
    }
}
