/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.project;

/// The address of a git remote as a project identifier.
final class RemoteUrl {
    private RemoteUrl() {}

    /// The address without passwords and tokens, query, and one trailing `.git`. A user name stays only where ssh needs
    /// it (`git@host:path`, `ssh://git@host/path`); elsewhere it often is the token.
    static String clean(String url) {
        int scheme = url.indexOf("://");
        String clean = scheme < 0 ? url : withoutCredentials(url.substring(0, scheme), url.substring(scheme + 3));
        return clean.endsWith(".git") ? clean.substring(0, clean.length() - ".git".length()) : clean;
    }

    private static String withoutCredentials(String scheme, String rest) {
        int slash = rest.indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        String path = slash < 0 ? "" : rest.substring(slash);
        int at = authority.lastIndexOf('@');
        String host = authority.substring(at + 1);
        boolean http = scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
        String user = at < 0 || !isSsh(scheme) ? "" : user(authority.substring(0, at)) + "@";
        return scheme + "://" + user + host + (http ? withoutQuery(path) : path);
    }

    private static boolean isSsh(String scheme) {
        return scheme.equals("ssh") || scheme.equals("git+ssh") || scheme.equals("ssh+git");
    }

    private static String user(String userInfo) {
        int colon = userInfo.indexOf(':');
        return colon < 0 ? userInfo : userInfo.substring(0, colon);
    }

    private static String withoutQuery(String path) {
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }
}
