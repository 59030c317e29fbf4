/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.output.OutcomeDocument.Done;
import dev.kdn.output.OutcomeDocument.Failed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonDocumentTest {
    @Test
    void escapesLikeGo() {
        String text = "<a href=\"x\">&\\ \u001b \n \t \u007f \u2028 é 日 👍 \ud800";

        assertThat(new String(JsonDocument.of("error", text), StandardCharsets.UTF_8))
                .isEqualTo("""
                    {
                      "error": "\\u003ca href=\\"x\\"\\u003e\\u0026\\\\ \\u001b \\n \\t \u007f \\u2028 é 日 👍 \ufffd"
                    }
                    """);
    }

    @Test
    void listsOutcomes() {
        byte[] document = OutcomeDocument.render(List.of(new Done("1f"), new Failed("x", "workspace not found: x")));

        assertThat(new String(document, StandardCharsets.UTF_8)).isEqualTo("""
            {
              "items": [
                {
                  "id": "1f"
                },
                {
                  "error": "workspace not found: x",
                  "ref": "x"
                }
              ]
            }
            """);
    }
}
