/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
    @Test
    void laysOutNestedAndEmptyContainers() {
        JsonWriter out = new JsonWriter().beginObject();
        out.name("list")
                .beginArray()
                .text("a")
                .literal("1")
                .beginArray()
                .endArray()
                .endArray();
        out.name("none").beginObject().endObject();
        out.member("last", "x").endObject();

        assertThat(out).hasToString("""
            {
              "list": [
                "a",
                1,
                []
              ],
              "none": {},
              "last": "x"
            }\
            """);
    }

    @Test
    void copiesAnyJsonInTheSameLayout() throws IOException {
        JsonWriter out = new JsonWriter().beginObject();
        out.name("copy")
                .json("{\"b\":[1.50,-0,1e3,true,false,null],\"a\":{},\"t\":\"<é>\"}")
                .endObject();

        assertThat(out).hasToString("""
            {
              "copy": {
                "b": [
                  1.50,
                  -0,
                  1e3,
                  true,
                  false,
                  null
                ],
                "a": {},
                "t": "\\u003cé\\u003e"
              }
            }\
            """);
    }

    @Test
    void escapesAsGoDoes() {
        String text = "\"\\/\b\f\n\r\t\u0000\u001f\u007f<>&\u2028\u2029é🚀\ud800x";

        assertThat(new JsonWriter().text(text))
                .hasToString("\"\\\"\\\\/\\b\\f\\n"
                        + "\\r"
                        + "\\t\\u0000\\u001f\u007f\\u003c\\u003e\\u0026\\u2028\\u2029é🚀\ufffdx\"");
    }
}
