/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// The user's proxies as programs in a container see them: in both spellings, with this machine called by the name
/// that it has there.
final class ProxyVariables {
    /// This machine in containers: podman gives the name to its containers, kdn to those of docker.
    static final String HOST_NAME = "host.containers.internal";

    private static final List<String> PROXIES = List.of("http_proxy", "https_proxy", "all_proxy", "ftp_proxy");
    private static final String EXCEPTIONS = "no_proxy";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Map<String, String> environment;
    private final Consumer<String> warnings;

    /// @param environment the user's
    ProxyVariables(Map<String, String> environment, Consumer<String> warnings) {
        this.environment = environment;
        this.warnings = warnings;
    }

    /// The container with these variables, as far as it has a network and names none of its own: in either spelling,
    /// as a value or as a secret.
    ///
    /// @param secrets variables that get kdn's secrets
    ContainerSpec in(ContainerSpec spec, Set<String> secrets) {
        if (spec.network().isEmpty()) {
            return spec;
        }
        Set<String> own = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        own.addAll(spec.environment().keySet());
        own.addAll(spec.secrets().keySet());
        own.addAll(secrets);
        Map<String, String> variables = inside();
        if (PROXIES.stream().anyMatch(own::contains)) {
            put(variables, EXCEPTIONS, exceptions());
        }
        variables.keySet().removeIf(own::contains);
        return spec.withDefaults(variables);
    }

    /// Variables for a build; none if the user has no proxy. None either if one has a password: then it is left to the
    /// engine, which may know how to pass that on without anybody seeing it.
    Map<String, String> forBuild() {
        return PROXIES.stream().anyMatch(name -> hasPassword(value(name))) ? Map.of() : inside();
    }

    /// Variables for the container; none if the user has no proxy. One with a password is left out: whoever inspects
    /// the container would see it.
    Map<String, String> inside() {
        Map<String, String> inside = new TreeMap<>();
        for (String name : PROXIES) {
            String proxy = value(name);
            if (hasPassword(proxy)) {
                warnings.accept(name + " is not passed on, since it has a password in it; store its address as a secret"
                        + " and name that under environment[].secret");
            } else if (!proxy.isEmpty()) {
                put(inside, name, rewritten(proxy));
            }
        }
        if (PROXIES.stream().anyMatch(name -> !value(name).isEmpty())) {
            put(inside, EXCEPTIONS, exceptions());
        }
        return inside;
    }

    private static boolean hasPassword(String proxy) {
        return proxy.indexOf('@') >= 0;
    }

    /// What is in the workspace itself needs no proxy; nor do the user's own exceptions.
    private String exceptions() {
        Set<String> names = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "::1"));
        for (String name : value(EXCEPTIONS).split(",", -1)) {
            if (!name.isBlank()) {
                names.add(name.strip());
            }
        }
        return String.join(",", names);
    }

    private static void put(Map<String, String> inside, String name, String value) {
        inside.put(name, value);
        inside.put(name.toUpperCase(Locale.ROOT), value);
    }

    /// As curl: the lower case wins.
    private String value(String name) {
        String lower = environment.getOrDefault(name, "");
        return lower.isEmpty() ? environment.getOrDefault(name.toUpperCase(Locale.ROOT), "") : lower;
    }

    private String rewritten(String proxy) {
        boolean complete = proxy.contains("://");
        try {
            String host = new URI(complete ? proxy : "http://" + proxy).getHost();
            return host != null && LOOPBACK.contains(host.toLowerCase(Locale.ROOT))
                    ? proxy.replaceFirst(Pattern.quote(host), HOST_NAME)
                    : proxy;
        } catch (URISyntaxException odd) {
            return proxy;
        }
    }
}
