/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.project;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The remotes of a repository as `git remote -v` tells them: all in one call, `insteadOf` applied.
record Remotes(Map<String, String> fetchUrls) {
    private static final String FETCH = " (fetch)";

    Remotes {
        fetchUrls = Map.copyOf(fetchUrls);
    }

    /// Reads lines such as `origin<tab>https://host/repository.git (fetch)`; newer versions of git append the filter of
    /// a partial clone.
    static Remotes parse(String output) {
        Map<String, String> urls = new HashMap<>();
        output.lines().forEach(line -> {
            int tab = line.indexOf('\t');
            int end = line.lastIndexOf(FETCH);
            if (tab > 0 && end > tab) {
                urls.putIfAbsent(line.substring(0, tab), line.substring(tab + 1, end));
            }
        });
        return new Remotes(urls);
    }

    /// The address of that remote, fit to be shown.
    Optional<String> url(String remote) {
        return Optional.ofNullable(fetchUrls.get(remote))
                .map(String::strip)
                .filter(url -> !url.isEmpty())
                .map(RemoteUrl::clean);
    }
}
