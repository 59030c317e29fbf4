/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import static dev.kdn.testing.ActivityBuilder.anActivity;
import static dev.kdn.testing.InstanceBuilder.anInstance;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kdn.activity.Activities.Listed;
import dev.kdn.activity.Activity;
import dev.kdn.agent.Agent;
import dev.kdn.agent.Agents;
import dev.kdn.config.ConfigurationReview.Checked;
import dev.kdn.config.EffectiveConfiguration;
import dev.kdn.config.UserConfiguration;
import dev.kdn.instance.Configurations.Shown;
import dev.kdn.instance.MissingSources;
import dev.kdn.instance.PruneItem;
import dev.kdn.instance.PruneReport;
import dev.kdn.output.ConfigurationDocument.Setting;
import dev.kdn.output.OutcomeDocument.Done;
import dev.kdn.output.OutcomeDocument.Failed;
import dev.kdn.runtime.Forward;
import dev.kdn.runtime.RuntimeDescription;
import dev.kdn.secret.Secret;
import dev.kdn.secret.SecretServices;
import dev.kdn.testing.Golden;
import dev.kdn.testing.JsonSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every document that kdn prints has a schema in `docs/reference/schemas`, and keeps to it.
class JsonSchemaTest {
    private static final Path FOLDER = Path.of("docs/reference/schemas");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final Secret SECRET = new Secret(
            "intranet", "other", "for CI", List.of("api.corp.test"), "/v1", "X-Key", "${value}", List.of("CORP_KEY"));

    @Test
    void describesEveryDocument() throws IOException {
        Map<String, String> documents = documents();
        for (Map.Entry<String, String> document : documents.entrySet()) {
            JsonNode schema = MAPPER.readTree(Files.readString(FOLDER.resolve(document.getKey() + ".json")));

            List<String> problems = JsonSchema.problems(schema, MAPPER.readTree(document.getValue()));

            assertThat(problems).as(document.getKey()).isEmpty();
        }
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(new TreeSet<>(documents.keySet()))
                    .containsExactlyElementsOf(files.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString().replace(".json", ""))
                            .sorted()
                            .toList());
        }
    }

    @Test
    void findsWhatDoesNotFit() throws IOException {
        JsonNode schema = MAPPER.readTree(Files.readString(FOLDER.resolve("workspace-id.json")));

        assertThat(JsonSchema.problems(schema, MAPPER.readTree("{\"id\": \"x\", \"more\": 1}")))
                .hasSize(2);
        assertThat(JsonSchema.problems(schema, MAPPER.readTree("{}"))).hasSize(1);
    }

    private static Map<String, String> documents() {
        RuntimeDescription podman = new RuntimeDescription("podman", "Podman", "Containers", true, "/workspace");
        MissingSources missing = MissingSources.of(
                        anInstance().source("/nonexistent/shop").build())
                .orElseThrow();
        PruneReport pruned = new PruneReport(
                List.of(
                        new PruneItem("container", "podman", "c1", "shop", "a".repeat(64), Optional.empty()),
                        new PruneItem("network", "podman", "n1", "net", "", Optional.of("in use"))),
                Optional.empty());
        Map<String, String> documents = new TreeMap<>();
        documents.put("agents-list", text(AgentDocument.list(Agents.builtIn().all())));
        Agent openclaw = Agents.builtIn().find("openclaw").orElseThrow();
        documents.put("agent", text(new AgentDocument(openclaw, Path.of("/s/config/openclaw")).json()));
        documents.put("error", text(JsonDocument.of("error", "x")));
        documents.put("url", text(JsonDocument.of("url", "http://127.0.0.1:1")));
        documents.put("version", text(JsonDocument.of("version", "1")));
        documents.put("workspace-id", Golden.read("init.json"));
        documents.put("workspace", Golden.read("init-verbose.json"));
        documents.put("workspaces-list", Golden.read("list.json"));
        documents.put("workspace-details", Golden.read("show.json"));
        documents.put(
                "workspace-outcomes",
                text(OutcomeDocument.render(List.of(new Done("a".repeat(64)), new Failed("x", "y")))));
        documents.putAll(documentsOfActivities());
        Path nowhere = Path.of("/nonexistent");
        Shown shown = new Shown(
                EffectiveConfiguration.read(nowhere, new UserConfiguration(nowhere), "p", "claude"), "p", "claude");
        documents.put(
                "configuration",
                text(ConfigurationDocument.json(shown, List.of(new Setting("trust", "ask", "built-in", "")), true)));
        documents.put(
                "configuration-check",
                text(ConfigurationDocument.review(List.of(new Checked(nowhere, true, List.of("x"), List.of("y"))))));
        documents.put("missing-sources", text(ReconcileDocument.json(List.of(missing))));
        documents.put("secret-name", text(JsonDocument.of("name", "work")));
        documents.put("secrets-list", text(SecretDocument.list(List.of(SECRET))));
        documents.put("services-list", text(ServiceDocument.list(SecretServices.all())));
        documents.put("runtimes-list", text(RuntimeDocument.list(List.of(podman))));
        documents.put("runtimes-check", Golden.read("runtime-check.json"));
        documents.put("images-list", Golden.read("image-list.json"));
        documents.put("image-build", Golden.read("image-build.json"));
        documents.put("stats", Golden.read("stats.json"));
        documents.put("info", text(new InfoDocument(List.of("claude"), List.of("podman"), "1").json()));
        documents.put("prune", text(PruneDocument.render(pruned, false, Optional.of("in use"))));
        return documents;
    }

    private static Map<String, String> documentsOfActivities() {
        List<Activity> over = List.of(
                anActivity().exited(0).build(),
                anActivity().user("root").outOfMemory().build(),
                anActivity().detached().lost().build());
        List<Listed> all = Stream.concat(Stream.of(anActivity().detached().build()), over.stream())
                .map(activity -> new Listed(activity, "shop"))
                .toList();
        String id = over.getFirst().id();
        return Map.of(
                "activities-list",
                text(ActivityDocument.list(all)),
                "activity-ends",
                text(ActivityDocument.ends(over)),
                "activity-id",
                text(InstanceDocument.id(id)),
                "activity-outcomes",
                text(OutcomeDocument.render(List.of(new Done(id), new Failed("x", "y")))),
                "ports-list",
                text(PortDocument.list(List.of(new Forward("127.0.0.1", 40123, 8080)))),
                "free-port",
                text(PortDocument.free(40123)));
    }

    private static String text(byte[] document) {
        return new String(document, StandardCharsets.UTF_8);
    }
}
