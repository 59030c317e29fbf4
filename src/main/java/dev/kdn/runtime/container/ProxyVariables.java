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
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// The user's proxies as programs in a container see them: in both spellings, with this machine called by the name
/// that it has there.
final class ProxyVariables {
    private static final List<String> PROXIES = List.of("http_proxy", "https_proxy", "all_proxy", "ftp_proxy");
    private static final String EXCEPTIONS = "no_proxy";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Map<String, String> environment;
    private final String hostName;
    private final Consumer<String> warnings;

    /// @param environment the user's
    /// @param hostName of this machine in containers
    ProxyVariables(Map<String, String> environment, String hostName, Consumer<String> warnings) {
        this.environment = environment;
        this.hostName = hostName;
        this.warnings = warnings;
    }

    /// Variables for the container; none if the user has no proxy. One with a password is left out: whoever inspects
    /// the container would see it.
    Map<String, String> inside() {
        Map<String, String> inside = new TreeMap<>();
        for (String name : PROXIES) {
            String proxy = value(name);
            if (proxy.isEmpty()) {
                continue;
            }
            if (proxy.indexOf('@') >= 0) {
                warnings.accept(name + " is not passed on, since it has a password in it; store its address as a secret"
                        + " and name that under environment[].secret");
                continue;
            }
            put(inside, name, rewritten(proxy));
        }
        if (!inside.isEmpty()) {
            put(inside, EXCEPTIONS, exceptions());
        }
        return inside;
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
                    ? proxy.replaceFirst(Pattern.quote(host), hostName)
                    : proxy;
        } catch (URISyntaxException odd) {
            return proxy;
        }
    }
}
