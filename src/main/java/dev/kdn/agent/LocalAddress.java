/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.agent;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Addresses of this machine, which mean something else inside a workspace.
final class LocalAddress {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "0.0.0.0", "::1", "[::1]");
    // What stands before the host, then the host; the rest stays byte for byte.
    private static final Pattern HOST = Pattern.compile("^([^/]+://(?:[^/?#@]*@)?)(\\[[^\\]]*\\]|[^:/?#]*)");

    private LocalAddress() {}

    /// A URL of this machine's loopback as it is reached from inside; any other text unchanged.
    static String inside(String text, String workspaceHost) {
        Matcher matcher = HOST.matcher(text);
        if (!isUrl(text) || !matcher.find() || !isLoopback(matcher.group(2))) {
            return text;
        }
        return matcher.group(1) + workspaceHost + text.substring(matcher.end());
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
    }

    private static boolean isUrl(String text) {
        try {
            return new URI(text).getScheme() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
