/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import dev.kdn.image.ImageRecipe;
import dev.kdn.runtime.CreateRequest;
import dev.kdn.runtime.RuntimeInfo;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.runtime.container.EngineImages.Build;
import dev.kdn.runtime.container.EngineImages.Owner;
import dev.kdn.step.StepLogger;
import java.util.HashMap;
import java.util.Map;

/// Makes workspaces: the image if it is missing, then network and container.
final class ContainerCreation {
    /// How names of images begin that the reference would give.
    static final String ALIAS = "localhost/kdn-";

    private final ImagePlanning planning;
    private final ContainerEngine engine;
    private final ContainerImages images;
    private final ContainerRecords records;
    private final ImageDrift drift;
    private final ContainerHost host;

    ContainerCreation(
            ImagePlanning planning,
            ContainerEngine engine,
            ContainerImages images,
            ContainerRecords records,
            ImageDrift drift,
            ContainerHost host) {
        this.planning = planning;
        this.engine = engine;
        this.images = images;
        this.records = records;
        this.drift = drift;
        this.host = host;
    }

    RuntimeInfo create(CreateRequest request, Predecessor predecessor, StepLogger steps) {
        ImagePlan plan = planning.plan(request.agent(), request.sources(), steps);
        String storageId = plan.storageId();
        SelinuxLabels labels = SelinuxLabels.read(SelinuxLabels.ENFORCE, host.home());
        SecretPlan secrets = SecretPlan.of(request.configuration(), host.secrets(), engine);
        WorkspaceContainer wish = new WorkspaceContainer(request, storageId, host.home(), labels, predecessor, secrets);
        ContainerSpec wished = wish.spec(plan.recipe().tag(), plan.shared(), plan.agent(), plan.user(), plan.users());
        ContainerSpec proxied = new ProxyVariables(host.environment(), steps::warn)
                .in(wished, secrets.own().keySet());
        HostCertificates certificates =
                HostCertificates.of(host.environment(), proxied, secrets.own().keySet(), steps::warn);
        ContainerSpec spec = certificates.in(proxied);
        engine.containers().check(spec);
        warnOfPorts(request, spec, steps);
        if (request.sourcesOnEngine().isEmpty()) {
            warnOfLabels(labels, spec, steps);
        }

        Owner owner = new Owner(storageId, request.workspaceId());
        Build build = new Build(plan.recipe(), request.build(), alias(request.name()), owner);
        images.provide(build, steps);
        // The step may be interrupted by another one, that of a build, when the image turns out to be gone.
        return steps.step(
                "Creating workspace container: " + spec.name(),
                "Workspace container created",
                () -> make(request, spec, wish, build, ContainerSecrets.origin(secrets), certificates, steps));
    }

    private RuntimeInfo make(
            CreateRequest request,
            ContainerSpec spec,
            WorkspaceContainer wish,
            Build build,
            Map<String, String> secrets,
            HostCertificates certificates,
            StepLogger steps) {
        ImageRecipe recipe = build.recipe();
        var made = new ContainerMaker(engine, records)
                .make(
                        spec,
                        wish,
                        () -> {
                            Map<String, String> origin = new HashMap<>(drift.origin(recipe.hash(), request.agent()));
                            origin.putAll(secrets);
                            return origin;
                        },
                        () -> images.restore(build, steps),
                        id -> {
                            certificates.copyTo(engine.containers(), id);
                            return ports(spec, id);
                        });
        Map<String, String> info = new HashMap<>(made.told());
        info.put("container_id", made.id());
        info.put("image_name", recipe.tag());
        info.put("source_path", request.sources().toString());
        info.put("agent", request.agent());
        Map<String, String> facts = new HashMap<>();
        facts.put("container", made.name());
        facts.put("image", recipe.tag());
        facts.put("image_hash", recipe.hash());
        facts.put("network", spec.network().orElse("none"));
        facts.put("user", spec.user().toString());
        return new RuntimeInfo(made.id(), RuntimeState.STOPPED, info, facts);
    }

    private Map<String, String> ports(ContainerSpec spec, String id) {
        return spec.ports().isEmpty()
                ? Map.of()
                : engine.containers().inspectToUse(id).info().info();
    }

    private static void warnOfPorts(CreateRequest request, ContainerSpec spec, StepLogger steps) {
        boolean wanted = !request.configuration().ports().isEmpty()
                || !request.defaultPorts().isEmpty();
        if (wanted && spec.ports().isEmpty()) {
            steps.warn("no port is published, since the network policy leaves the workspace without a network");
        } else if (wanted && request.sourcesOnEngine().isPresent()) {
            steps.warn("ports are published on 127.0.0.1 of the engine's machine, not of this one; 'kdn open' tells how"
                    + " to reach them");
        }
    }

    private static void warnOfLabels(SelinuxLabels labels, ContainerSpec spec, StepLogger steps) {
        for (ContainerSpec.Mount mount : spec.mounts()) {
            if (labels.enforcing() && !mount.relabel()) {
                steps.warn("SELinux may keep the workspace out of " + mount.host()
                        + ", since kdn gives no label to a home or system folder");
            }
        }
    }

    /// The reference's name for the image; empty where it is no legal reference, as for `a..b`.
    static String alias(String name) {
        for (int i = 0; i < name.length(); i++) {
            boolean separator = "._-".indexOf(name.charAt(i)) >= 0;
            boolean doubled = separator && (i + 1 == name.length() || "._-".indexOf(name.charAt(i + 1)) >= 0);
            if (doubled) {
                return "";
            }
        }
        return ALIAS + name;
    }
}
