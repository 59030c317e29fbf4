/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.config;

import java.util.Locale;

/// Compares keys of `projects.json` with projects: the many spellings of a repository's address are one, and a key also
/// counts for what is below it.
final class ProjectKey {
    private ProjectKey() {}

    /// Whether the key is for that project or for something above it.
    static boolean covers(String key, String project) {
        if (key.equals(project)) {
            return true;
        }
        String above = canonical(key);
        String below = canonical(project);
        return isSpecific(above) && (below.equals(above) || below.startsWith(above + "/"));
    }

    /// How much of the project it says; of keys that cover a project the one that says more wins.
    static int depth(String key) {
        return canonical(key).length();
    }

    /// Whether it can cover a project that was found by git or by its folder.
    static boolean canMatch(String key) {
        return isSpecific(canonical(key));
    }

    /// A folder, or a host with at least an owner: a key for all of github.com is a slip.
    private static boolean isSpecific(String canonical) {
        int slash = canonical.indexOf('/');
        return slash == 0 ? canonical.length() > 1 : slash > 0 && isHost(canonical.substring(0, slash));
    }

    private static boolean isHost(String text) {
        return text.equals("localhost") || text.indexOf('.') > 0 || text.indexOf(':') > 0;
    }

    /// `host/path` without scheme, user, `.git` and slashes at the end; a folder without the latter.
    static String canonical(String project) {
        String text = project.strip();
        int scheme = text.indexOf("://");
        boolean remote = scheme > 0;
        text = remote ? text.substring(scheme + 3) : text;
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        String path = slash < 0 ? "" : text.substring(slash);
        host = host.substring(host.lastIndexOf('@') + 1);
        int colon = host.indexOf(':');
        if (!remote && colon > 0 && !isNumber(host.substring(colon + 1))) { // git@host:owner/name
            path = "/" + host.substring(colon + 1) + path;
            host = host.substring(0, colon);
        }
        host = host.toLowerCase(Locale.ROOT).replaceFirst(":(22|80|443)$", "");
        return host + tidied(path);
    }

    private static String tidied(String path) {
        String tidy = path.replaceAll("/{2,}", "/");
        tidy = tidy.endsWith("/") ? tidy.substring(0, tidy.length() - 1) : tidy;
        return tidy.endsWith(".git") && !tidy.endsWith("/.git") ? tidy.substring(0, tidy.length() - 4) : tidy;
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(Character::isDigit);
    }
}
