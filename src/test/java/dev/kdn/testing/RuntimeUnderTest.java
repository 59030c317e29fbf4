/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The runtime that the end-to-end suites are about: that of `KDN_TEST_RUNTIME`, else podman. `DOCKER_HOST` chooses the
/// engine of docker's.
public final class RuntimeUnderTest {
    private RuntimeUnderTest() {}

    public static TestRuntime get() {
        String chosen = System.getenv("KDN_TEST_RUNTIME");
        return "docker".equals(chosen) ? TestRuntime.docker() : TestRuntime.PODMAN;
    }

    /// As in `kdn init --runtime`.
    public static String name() {
        return get().name();
    }

    public static boolean isPodman() {
        return get().isPodman();
    }

    /// See [TestRuntime#engine(String...)].
    public static String engine(String... arguments) {
        return get().engine(arguments);
    }

    /// The folders in which the engine keeps what it knows of the container, and its logs; none where this user may
    /// not.
    public static List<Path> engineFolder(String container) {
        String root = isPodman()
                ? engine("info", "--format", "{{.Store.GraphRoot}}/{{.Store.GraphDriverName}}-containers")
                : engine("info", "--format", "{{.DockerRootDir}}/containers");
        Path folder = Path.of(root).resolve(engine("inspect", "--format", "{{.Id}}", container));
        return Owner.isRoot() && Files.isReadable(folder) ? List.of(folder) : List.of();
    }

    /// See [TestRuntime#removeContainer(String)].
    public static void removeContainer(String container) {
        get().removeContainer(container);
    }
}
