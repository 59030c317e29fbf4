/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.platform.commons.support.AnnotationSupport;

/// Asks each engine once per run whether it answers.
final class EngineCondition implements ExecutionCondition {
    /// Runs a command as the test bed's ordinary user.
    static final Path ROOTLESS = Path.of("src/test/testbed/rootless").toAbsolutePath();

    private static final Set<String> WITHOUT_IMAGES = Set.of("registry", "bwrap");
    private static final List<String> SANDBOX =
            List.of("bwrap", "--unshare-user", "--unshare-pid", "--ro-bind", "/", "/", "--proc", "/proc", "true");
    private static final String IMAGE = "localhost/testbed/debian:12";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getElement(), EngineTest.class)
                .map(annotation -> evaluate(annotation.value(), context))
                .orElseGet(() -> ConditionEvaluationResult.enabled("needs no engine"));
    }

    private static ConditionEvaluationResult evaluate(String engine, ExtensionContext context) {
        Optional<String> problem = problem(engine, context);
        if (problem.isEmpty()) {
            return ConditionEvaluationResult.enabled(engine + " answers");
        }
        if (TestEnvironment.has("KDN_TEST_ENGINES", "required")) {
            throw new AssertionError("KDN_TEST_ENGINES=required, but " + problem.get());
        }
        return ConditionEvaluationResult.disabled("engine test: " + problem.get());
    }

    private static Optional<String> problem(String wish, ExtensionContext context) {
        String engine = wish.equals(EngineTest.RUNTIME) ? RuntimeUnderTest.name() : wish;
        String known = context.getRoot()
                .getStore(Namespace.create(EngineCondition.class))
                .getOrComputeIfAbsent(engine, EngineCondition::ask, String.class);
        return Optional.ofNullable(known).filter(text -> !text.isEmpty());
    }

    /// What is wrong with the engine; empty if nothing is.
    private static String ask(String engine) {
        Result answer = run(question(engine));
        if (answer.exit() == 0) {
            return "";
        }
        String reason = answer.stderr().lines().reduce((first, last) -> last).orElse("no reason given");
        String what = WITHOUT_IMAGES.contains(engine) ? engine : engine + " with the image " + IMAGE;
        return what + " is not there (" + reason + "); see src/test/testbed/README.md";
    }

    private static List<String> question(String engine) {
        Map<String, String> environment = TestEnvironment.engines();
        List<String> image = List.of("image", "inspect", "--format", "{{.Id}}", IMAGE);
        List<String> argv = new ArrayList<>(
                switch (engine) {
                    case "rootless" -> List.of(ROOTLESS.toString(), "podman");
                    case "podman-api" -> hosted(environment.getOrDefault("TESTBED_PODMAN_HOST", "unix:///nowhere"));
                    case "remote-docker", "remote-podman" ->
                        hosted(environment.getOrDefault("TESTBED_REMOTE_TCP", "unix:///nowhere"));
                    case "rootless-docker" ->
                        hosted(environment.getOrDefault("TESTBED_ROOTLESS_DOCKER", "unix:///nowhere"));
                    case "registry" ->
                        List.of(
                                "curl",
                                "-sSf",
                                "http://" + environment.getOrDefault("TESTBED_REGISTRY", "127.0.0.1:1") + "/v2/");
                    case "bwrap" -> SANDBOX;
                    default -> List.of(engine);
                });
        argv.addAll(WITHOUT_IMAGES.contains(engine) ? List.of() : image);
        return argv;
    }

    private static List<String> hosted(String host) {
        return List.of("docker", "--host", host);
    }

    private static Result run(List<String> argv) {
        try {
            return Program.of(argv, TestEnvironment.engines(), TestEnvironment.STREAMS)
                    .withLimit(Duration.ofMinutes(2)) // the first time images are imported
                    .run();
        } catch (UncheckedIOException e) {
            return new Result(127, "", String.valueOf(e.getMessage()));
        }
    }
}
