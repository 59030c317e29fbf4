/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn;

import dev.kdn.testing.SurroundingsBuilder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// The result of one command, run in this JVM.
record KdnInJvm(int code, String out, String err) {
    static KdnInJvm run(String... words) {
        return run(new SurroundingsBuilder(), words);
    }

    static KdnInJvm run(SurroundingsBuilder surroundings, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(surroundings.build(out, err), words);
        return new KdnInJvm(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
