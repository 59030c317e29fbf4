/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

/// The name of an image in a registry, such as `debian:12`, `quay.io/team/tool@sha256:…`.
///
/// @param name without tag and digest, as the user wrote it
/// @param version tag or digest; `latest` if the user gave none, since engines take none for "all tags"
record ImageReference(String name, String version) {
    private static final String DOCKER_HUB = "docker.io";

    static ImageReference parse(String text) {
        int at = text.indexOf('@');
        String tagged = at < 0 ? text : text.substring(0, at);
        int colon = tagged.indexOf(':', tagged.lastIndexOf('/') + 1);
        String name = colon < 0 ? tagged : tagged.substring(0, colon);
        String tag = colon < 0 ? "latest" : tagged.substring(colon + 1);
        return new ImageReference(name, at < 0 ? tag : text.substring(at + 1));
    }

    /// Host and port of the registry; `docker.io` if the name has none.
    String registry() {
        int slash = name.indexOf('/');
        String first = slash < 0 ? "" : name.substring(0, slash);
        boolean host = first.indexOf('.') >= 0 || first.indexOf(':') >= 0 || first.equals("localhost");
        return !host || first.equals("index.docker.io") ? DOCKER_HUB : first;
    }

    /// Registry and path, as credentials are looked up.
    String path() {
        int slash = name.indexOf('/');
        if (!registry().equals(DOCKER_HUB)) {
            return name;
        }
        String rest =
                name.startsWith("docker.io/") || name.startsWith("index.docker.io/") ? name.substring(slash + 1) : name;
        return DOCKER_HUB + "/" + (rest.indexOf('/') < 0 ? "library/" : "") + rest;
    }

    @Override
    public String toString() {
        return name + (version.indexOf(':') < 0 ? ":" : "@") + version;
    }
}
