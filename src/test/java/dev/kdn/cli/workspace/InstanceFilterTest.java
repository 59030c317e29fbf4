/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import static dev.kdn.testing.InstanceBuilder.anInstance;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.cli.Syntax;
import dev.kdn.instance.Instance;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstanceFilterTest {
    private static final Instance SHOP =
            anInstance().running("2026-11-21T08:55:00Z").build();
    private static final Instance API =
            anInstance().name("api").agent("goose").project("/srv/api").build();

    @Test
    void passesEverythingByDefault() {
        assertThat(matching()).containsExactly(SHOP, API);
    }

    @Test
    void wantsOneOfTheValuesOfEachFilter() {
        assertThat(matching("--state=running")).containsExactly(SHOP);
        assertThat(matching("--state=running", "--state=stopped")).containsExactly(SHOP, API);
        assertThat(matching("--agent=goose", "--state=running")).isEmpty();
        assertThat(matching("--runtime=podman")).containsExactly(SHOP, API);
        assertThat(matching("--runtime=pod")).isEmpty();
    }

    @Test
    void takesTheBeginningOfAProject() {
        assertThat(matching("--project=https://github.com/example/")).containsExactly(SHOP);
        assertThat(matching("--project=/srv/api")).containsExactly(API);
    }

    private static List<Instance> matching(String... flags) {
        InstanceFilter filter = new InstanceFilter();
        Syntax syntax = new Syntax();
        filter.describe(syntax);
        syntax.read(flags);
        return filter.matching(List.of(SHOP, API));
    }
}
