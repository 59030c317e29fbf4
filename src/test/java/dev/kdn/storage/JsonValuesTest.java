/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonValuesTest {
    private static final String JSON = """
        {"Id": "x", "n": 12, "yes": true, "nothing": null, "names": ["/a", "ü"],
         "ports": {"80/tcp": [{"port": "1"}, {"port": ""}], "a~b": {"c": 1}},
         "list": [{"name": "one", "labels": {"dev.kdn.workspace": "w"}}, {"name": "two"}, {"other": 1}]}
        """;

    @Test
    void tellsScalarsByTheirPointers() throws IOException {
        JsonValues values = JsonValues.of(JSON);

        assertThat(values.get("/Id")).isEqualTo("x");
        assertThat(values.get("/n")).isEqualTo("12");
        assertThat(values.get("/yes")).isEqualTo("true");
        assertThat(values.get("/nothing")).isEmpty();
        assertThat(values.get("/ports")).isEmpty();
        assertThat(values.under("/names")).containsExactlyInAnyOrder("/a", "ü");
        assertThat(values.names("/ports")).containsExactlyInAnyOrder("80/tcp", "a~b");
        assertThat(values.elements(JsonValues.member("/ports", "80/tcp"), "port"))
                .containsExactly("/ports/80~1tcp/0", "/ports/80~1tcp/1");
        assertThat(values.get(JsonValues.member("/ports", "a~b") + "/c")).isEqualTo("1");
        assertThat(values.elements("/list", "name")).containsExactly("/list/0", "/list/1");
        assertThat(values.get("/list/0/labels/dev.kdn.workspace")).isEqualTo("w");
    }

    @Test
    void readsWholeDocumentsThatAreArrays() throws IOException {
        JsonValues values = JsonValues.of("[{\"a\": 1}, {\"b\": 1}, {\"a\": 2}]");

        assertThat(values.elements("", "a")).containsExactly("/0", "/2");
    }

    @Test
    void keepsTheOrder() throws IOException {
        JsonValues values = JsonValues.of("{\"auths\": {\"z\": {\"auth\": \"1\"}, \"a\": {\"auth\": \"2\"}}}");

        assertThat(values.names("/auths")).containsExactly("z", "a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "\"x\"", "{\"a\": "})
    void refusesWhatIsNoObject(String json) {
        ByteArrayInputStream stream = new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> JsonValues.ofObject(stream)).isInstanceOf(IOException.class);
    }

    @Test
    void refusesWhatIsNoJson() {
        assertThatThrownBy(() -> JsonValues.of("{\"a\": ")).isInstanceOf(JsonProcessingException.class);
    }
}
