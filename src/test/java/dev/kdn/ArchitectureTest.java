/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.kdn.error.KdnException;
import java.net.DatagramSocket;
import java.net.Socket;
import java.net.URLConnection;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/// Holds the packages to what docs/contributing/architecture.md says of them.
@AnalyzeClasses(packages = "dev.kdn", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /// Package (with `..` its subpackages too) and what it may use besides itself and [#OPEN]. The records of config
    /// and agent are what the runtime port's requests are made of, so runtimes see them.
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            Map.entry(
                    "cli..",
                    List.of(
                            "output",
                            "instance",
                            "runtime",
                            "agent",
                            "config",
                            "secret",
                            "project",
                            "activity..",
                            "terminal")),
            Map.entry(
                    "output",
                    List.of("instance", "runtime", "agent", "config", "secret", "project", "activity..", "storage")),
            Map.entry(
                    "instance",
                    List.of("runtime", "agent", "config", "secret", "project", "storage", "process", "terminal")),
            Map.entry("runtime", List.of("config", "agent", "process", "terminal")),
            Map.entry("runtime.fake", List.of("runtime", "image", "process", "storage", "config", "agent")),
            Map.entry(
                    "runtime.container",
                    List.of("runtime", "image", "process", "storage", "config", "agent", "terminal")),
            Map.entry(
                    "runtime.podman",
                    List.of(
                            "runtime.container",
                            "runtime",
                            "image",
                            "process",
                            "storage",
                            "config",
                            "agent",
                            "terminal")),
            Map.entry(
                    "runtime.docker",
                    List.of(
                            "runtime.container",
                            "runtime",
                            "image",
                            "process",
                            "storage",
                            "config",
                            "agent",
                            "terminal")),
            Map.entry(
                    "runtime.local", List.of("runtime", "image", "process", "storage", "config", "agent", "terminal")),
            Map.entry("image", List.of("config", "agent", "storage", "process")),
            Map.entry("agent", List.of("config")),
            Map.entry("config", List.of("storage")),
            Map.entry("secret", List.of("storage", "process")),
            Map.entry("project", List.of("process")),
            Map.entry("activity..", List.of("runtime", "instance", "agent", "process", "storage", "terminal")),
            Map.entry("terminal", List.of("process")),
            Map.entry("process", List.of()),
            Map.entry("storage", List.of("process")),
            Map.entry("step", List.of()),
            Map.entry("error", List.of()));

    private static final List<String> OPEN = List.of("error", "step");

    @ArchTest
    static void packagesUseOnlyWhatTheyMay(JavaClasses all) {
        MAY_USE.forEach((name, others) -> {
            String[] allowed = Stream.of(List.of(name), others, OPEN)
                    .flatMap(List::stream)
                    .map(ArchitectureTest::inKdn)
                    .toArray(String[]::new);
            classes()
                    .that()
                    .resideInAPackage(inKdn(name))
                    .should()
                    .onlyDependOnClassesThat(resideOutsideOfPackage("dev.kdn..").or(resideInAnyPackage(allowed)))
                    .allowEmptyShould(true)
                    .check(all);
        });
    }

    @ArchTest
    static final ArchRule everyPackageHasItsPlace = classes()
            .should()
            .resideInAnyPackage(Stream.concat(
                            Stream.of("dev.kdn"), MAY_USE.keySet().stream().map(ArchitectureTest::inKdn))
                    .toArray(String[]::new));

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("dev.kdn.(*)..").should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    static final ArchRule runtimesDoNotKnowEachOther = slices().matching("dev.kdn.runtime.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(DescribedPredicate.alwaysTrue(), resideInAnyPackage("dev.kdn.runtime.container"))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule picocliOnlyInCommands = noClasses()
            .that()
            .resideOutsideOfPackages("dev.kdn", "dev.kdn.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule dockerJavaOnlyInDockerRuntime = noClasses()
            .that()
            .resideOutsideOfPackage("dev.kdn.runtime.docker")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.github.dockerjava..");

    @ArchTest
    static final ArchRule onlyRootTouchesStreamsAndExit = noClasses()
            .that()
            .resideOutsideOfPackage("dev.kdn")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .accessField(System.class, "in")
            .orShould()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class);

    // The numbers of system calls differ between systems.
    @ArchTest
    static final ArchRule onlyRootReadsProperties = noClasses()
            .that()
            .resideOutsideOfPackage("dev.kdn")
            .and()
            .doNotHaveFullyQualifiedName("dev.kdn.process.Posix")
            .should()
            .callMethod(System.class, "getProperty", String.class)
            .orShould()
            .callMethod(System.class, "getProperty", String.class, String.class)
            .orShould()
            .callMethod(System.class, "getProperties");

    /// No telemetry, no update check: kdn talks to nobody by itself. What connects to a docker engine is named one by
    /// one.
    @ArchTest
    static final ArchRule nobodyOpensConnections = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.kdn.runtime.docker.UnixDialer")
            .and()
            .doNotHaveFullyQualifiedName("dev.kdn.runtime.docker.TcpDialer")
            .and()
            .doNotHaveFullyQualifiedName("dev.kdn.runtime.docker.SocketWire")
            .and()
            .haveNameNotMatching("dev\\.kdn\\.runtime\\.docker\\.(Tls(Dialer|Context).*|Anybody)")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "javax.net..")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Socket.class, SocketChannel.class, URLConnection.class, DatagramSocket.class);

    @ArchTest
    static final ArchRule namesSayWhatThingsAre = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.kdn.instance.InstanceManager")
            .and()
            .doNotHaveFullyQualifiedName("dev.kdn.image.PackageManager") // the word for apt and dnf
            .should()
            .haveNameMatching(".*(Impl|Util|Utils|Helper|Manager)");

    @ArchTest
    static final ArchRule noAttics =
            noClasses().should().resideInAnyPackage("..util..", "..impl..", "..common..", "..helper..");

    @ArchTest
    static final ArchRule failuresLiveInError =
            classes().that().areAssignableTo(KdnException.class).should().resideInAPackage("dev.kdn.error");

    @ArchTest
    static final ArchRule everyPackageIsNullMarked = classes()
            .should(new ArchCondition<JavaClass>("be in a package with @NullMarked") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean marked = type.getPackage().tryGetPackageInfo().stream()
                            .anyMatch(info -> info.isAnnotatedWith(NullMarked.class));
                    events.add(new SimpleConditionEvent(type, marked, "no @NullMarked in " + type.getPackageName()));
                }
            });

    private static String inKdn(String name) {
        return "dev.kdn." + name;
    }
}
