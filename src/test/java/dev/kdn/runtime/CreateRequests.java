/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.runtime.CreateRequest.BuildOptions;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Requests for the tests of runtimes.
public final class CreateRequests {
    private CreateRequests() {}

    /// A request that asks for nothing special; its id is as unique as its name.
    public static CreateRequest plain(String name, Path sources, String agent) {
        String hex = new BigInteger(1, name.getBytes(StandardCharsets.UTF_8)).toString(16);
        return new CreateRequest(
                "0".repeat(Math.max(0, 64 - hex.length())) + hex,
                name,
                sources,
                WorkspaceConfiguration.EMPTY,
                agent,
                List.of(),
                List.of(),
                sources.toString(),
                Optional.empty(),
                BuildOptions.DEFAULT);
    }
}
