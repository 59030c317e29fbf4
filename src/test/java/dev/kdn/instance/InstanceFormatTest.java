/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.instance.Snapshot.BadRecord;
import dev.kdn.runtime.RuntimeState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceFormatTest {
    private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-06-01T12:00:00+02:00");

    @Test
    void writesByteForByteWhatGoWrote() throws IOException {
        String golden = golden();

        assertThat(InstanceWriter.write(read(golden).instances())).isEqualTo(golden);
    }

    @Test
    void readsWhatGoWrote() throws IOException {
        Instance shop = read(golden()).instances().getFirst();

        assertThat(shop.name()).isEqualTo("shop");
        assertThat(shop.source()).isEqualTo(Path.of("/home/ann/shop"));
        assertThat(shop.state()).isEqualTo(RuntimeState.RUNNING);
        assertThat(shop.project()).isEqualTo("https://github.com/ann/shop/?a=1&b=<2>");
        assertThat(shop.model()).contains("ollama::qwen::http://localhost:11434/v1");
        assertThat(shop.createdAt()).isEqualTo(OffsetDateTime.parse("2026-05-24T18:20:11.1234+02:00"));
        assertThat(shop.startedAt()).contains(OffsetDateTime.parse("2026-05-24T18:21:00-03:30"));
        assertThat(shop.forwards()).hasSize(1);
        assertThat(read(golden()).instances().get(1).startedAt()).isEmpty();
    }

    @Test
    void readsMembersInAnyCaseAndTheLastOfSeveral() throws IOException {
        Instance instance = only("""
            [{"ID": "a", "id": "b", "Name": "shop", "name": null, "model": null,
              "PATHS": {"Source": "/s"}, "paths": {"configuration": "/c"},
              "runtime": {"Type": "fake", "STATE": "stopped", "info": null}, "created_at": "2026-01-15T10:00:00Z"}]\
            """);

        assertThat(instance)
                .isEqualTo(new Instance(
                        "b",
                        "shop",
                        Path.of("/s"),
                        Path.of("/c"),
                        new Instance.RuntimeRecord("fake", "", RuntimeState.STOPPED, Map.of()),
                        "",
                        "",
                        Optional.empty(),
                        OffsetDateTime.parse("2026-01-15T10:00:00Z"),
                        Optional.empty(),
                        Map.of()));
    }

    @Test
    void keepsUnknownMembersOfEveryLevel() throws IOException {
        Instance instance = only("""
            [{"id": "b", "name": "shop", "next": {"a": [1.50, "é"]}, "flag": true,
              "paths": {"source": "/s", "configuration": "/c", "cache": "/k"},
              "runtime": {"type": "fake", "state": "stopped", "size": 12, "none": null},
              "created_at": "2026-01-15T10:00:00Z"}]\
            """);

        String written = InstanceWriter.write(List.of(instance));

        assertThat(written).isEqualTo("""
            [
              {
                "id": "b",
                "name": "shop",
                "paths": {
                  "source": "/s",
                  "configuration": "/c",
                  "cache": "/k"
                },
                "runtime": {
                  "type": "fake",
                  "instance_id": "",
                  "state": "stopped",
                  "info": {},
                  "size": 12,
                  "none": null
                },
                "project": "",
                "agent": "",
                "created_at": "2026-01-15T10:00:00Z",
                "started_at": "0001-01-01T00:00:00Z",
                "next": {
                  "a": [
                    1.50,
                    "é"
                  ]
                },
                "flag": true
              }
            ]\
            """);
        assertThat(InstanceWriter.write(read(written).instances())).isEqualTo(written);
    }

    @Test
    void fillsInTimesOfCreationThatAreMissing() throws IOException {
        assertThat(only(record("\"created_at\": \"0001-01-01T00:00:00Z\"")).createdAt())
                .isEqualTo(NOW);
        assertThat(only(record("\"started_at\": null")).createdAt()).isEqualTo(NOW);
    }

    @Test
    void setsBadRecordsAsideAndReadsTheOthers() throws IOException {
        String good = record("\"agent\": \"claude\"");
        String text = "[5, {\"id\": \"\", \"name\": \"x\"}, " + good.substring(1, good.length() - 1)
                + ", {\"id\": [1, {}], \"name\": \"y\"}, null]";

        Snapshot snapshot = read(text);

        assertThat(snapshot.instances()).extracting(Instance::name).containsExactly("shop");
        assertThat(snapshot.bad())
                .containsExactly(
                        new BadRecord("record is not an object", "5"),
                        new BadRecord("empty id in the record of \"x\"", "{\"id\": \"\", \"name\": \"x\"}"),
                        new BadRecord("id is not a text in the record of \"y\"", "{\"id\": [1, {}], \"name\": \"y\"}"),
                        new BadRecord("record is not an object", "null"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"runtime\": {\"state\": \"paused\"}",
                "\"runtime\": 5",
                "\"runtime\": {\"info\": {\"a\": 1}}",
                "\"paths\": {\"source\": \"\", \"configuration\": \"/c\"}",
                "\"paths\": {\"source\": \"/a\\u0000\", \"configuration\": \"/c\"}",
                "\"created_at\": \"2026-01-15T10:00Z\"",
                "\"started_at\": 5",
                "\"id\": \"../x\"",
                "\"name\": \"\""
            })
    void setsAsideRecordWith(String member) throws IOException {
        Snapshot snapshot = read(record(member));

        assertThat(snapshot.instances()).isEmpty();
        assertThat(snapshot.bad()).hasSize(1);
        assertThat("[" + snapshot.bad().getFirst().json() + "]").isEqualTo(record(member));
    }

    @Test
    void takesNullForAnEmptyList() throws IOException {
        assertThat(read(" null ")).isEqualTo(Snapshot.EMPTY);
        assertThat(read("[]")).isEqualTo(Snapshot.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "{}", "[", "[{]", "[] x", "[{\"id\": \"a\"", "garbage", "[]]", "5"})
    void refusesFileThatIsDamagedAsAWhole(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
    }

    private static String record(String lastMember) {
        return "[{\"id\": \"b\", \"name\": \"shop\", \"paths\": {\"source\": \"/s\", \"configuration\": \"/c\"}, "
                + lastMember + "}]";
    }

    private static Instance only(String text) throws IOException {
        Snapshot snapshot = read(text);
        assertThat(snapshot.bad()).isEmpty();
        assertThat(snapshot.instances()).hasSize(1);
        return snapshot.instances().getFirst();
    }

    private static Snapshot read(String text) throws IOException {
        return InstanceReader.read(text, () -> NOW);
    }

    private static String golden() throws IOException {
        try (InputStream in = InstanceFormatTest.class.getResourceAsStream("instances-go.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
