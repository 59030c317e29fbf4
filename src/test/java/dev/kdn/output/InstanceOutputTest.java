/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import static dev.kdn.testing.InstanceBuilder.anInstance;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.instance.Instance;
import dev.kdn.instance.InstanceDetails;
import dev.kdn.testing.Golden;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Whole outputs; `-Dkdn.golden.update=true` rewrites the expected files.
class InstanceOutputTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instance SHOP = anInstance()
            .model("anthropic::opus::https://models.example.com/v1?a=1&b=<2>")
            .running("2026-11-21T08:55:00Z")
            .forwards("[{\"bind\":\"127.0.0.1\",\"port\":40123,\"target\":8080}]")
            .build();
    private static final Instance API = anInstance()
            .id('a')
            .name("api")
            .source("/srv/日本 api")
            .project("/srv/日本 api")
            .agent("goose")
            .build();
    private static final Instance HOME =
            anInstance().id('b').name("dev").source("/home/dev").build();

    @Test
    void showsTheTable() {
        InstanceTable table = new InstanceTable(new Colors(false), Optional.of(Path.of("/home/dev")), NOW);

        Golden.check("list.txt", table.render(List.of(SHOP, API, HOME)));
        assertThat(table.render(List.of())).isEqualTo("No workspaces registered\n");
    }

    @Test
    void listsAsJsonInTheOrderOfRegistration() {
        Golden.check("list.json", text(InstanceDocument.list(List.of(SHOP, API))));
        assertThat(text(InstanceDocument.list(List.of()))).isEqualTo("{\n  \"items\": []\n}\n");
    }

    @Test
    void showsOneWorkspace() {
        Golden.check("init-verbose.txt", InstanceText.registered(SHOP));
        Golden.check("init-verbose.json", text(InstanceDocument.one(SHOP)));
        Golden.check("init.json", text(InstanceDocument.id(SHOP.id())));
    }

    @Test
    void showsEverythingKnown() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("image", "localhost/kdn/1234");
        facts.put("container", "shop");
        InstanceDetails details = new InstanceDetails(SHOP, facts, false);

        Golden.check("show.txt", InstanceText.details(details, NOW));
        Golden.check("show.json", text(InstanceDocument.details(details)));
    }

    private static String text(byte[] document) {
        return new String(document, StandardCharsets.UTF_8);
    }
}
