/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.project;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteUrlTest {
    @ParameterizedTest
    @CsvSource({
        "https://github.com/u/r.git, https://github.com/u/r",
        "https://github.com/u/r, https://github.com/u/r",
        "https://host/r.git/, https://host/r.git/",
        "https://user:token@host/r.git, https://host/r",
        "https://token@host/r.git, https://host/r",
        "http://u:p@ss@host:8080/r, http://host:8080/r",
        "HTTPS://user:token@host/r.git?private_token=x, HTTPS://host/r",
        "https://host/a@b/r.git, https://host/a@b/r",
        "https://user:token@host, https://host",
        "ftp://user:password@host/r.git, ftp://host/r",
        "ssh://git@host/r.git, ssh://git@host/r",
        "ssh://git:password@host:22/r.git, ssh://git@host:22/r",
        "git@github.com:u/r.git, git@github.com:u/r",
        "/srv/git/r.git, /srv/git/r",
        "file:///srv/git/r.git, file:///srv/git/r",
    })
    void keepsAddressAndDropsCredentials(String url, String clean) {
        assertThat(RemoteUrl.clean(url)).isEqualTo(clean);
    }
}
