/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.EngineException;
import dev.kdn.error.InvalidInputException;
import dev.kdn.error.NotFoundException;
import dev.kdn.error.UnavailableException;
import dev.kdn.instance.ImageListing.Item;
import dev.kdn.instance.ImageListing.User;
import dev.kdn.runtime.CreateRequest.BuildOptions;
import dev.kdn.runtime.RuntimeDescription;
import dev.kdn.runtime.RuntimeEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesTest {
    private static final BuildOptions ANEW = new BuildOptions(true, true);

    @TempDir
    private Path folder;

    private ManagerFixture fixture;
    private ImageStand stand;

    @BeforeEach
    void makeFixture() {
        fixture = new ManagerFixture(folder);
        stand = new ImageStand(fixture);
    }

    @Test
    void listsNothingAndMakesNothingInAStorageThatIsNotThere() {
        stand.add("a", "tag:1");

        assertThat(list().items()).isEmpty();
        assertThat(fixture.storage.root()).doesNotExist();
    }

    @Test
    void saysWhichWorkspacesUseWhichImage() {
        Instance old = fixture.addNamed("old");
        Instance present = fixture.addNamed("present");
        stand.add("older", "", old.runtime().instanceId());
        stand.add("newer", "tag:1", present.runtime().instanceId(), "somebody else's");
        stand.add("none", "tag:0");
        stand.add("theirs", "tag:2", "somebody else's");

        List<Item> items = list().items();

        assertThat(items).extracting(item -> item.image().id()).containsExactly("none", "newer", "theirs", "older");
        assertThat(items).extracting(Item::isUsed).containsExactly(false, true, true, true);
        assertThat(items.get(1).users()).containsExactly(new User(present.id(), "present"));
        assertThat(items.get(2).users()).isEmpty();
        assertThat(items.get(3).users()).containsExactly(new User(old.id(), "old"));
        assertThat(items).extracting(Item::runtime).containsOnly("fake");
    }

    @Test
    void goesByNameWhereTheContainerIsGone() {
        Instance lost = fixture.addNamed("lost");
        fixture.store().change(lost.id(), now -> ImagePruneTest.madeFrom(now, "tag:1"));
        stand.add("older", "", "another");
        stand.add("newer", "tag:1");

        assertThat(list().items()).extracting(item -> item.users().size()).containsExactly(1, 0);
    }

    @Test
    void failsOnlyIfNoRuntimeAnswers() throws IOException {
        stand.add("a", "tag:1");
        Files.createDirectories(fixture.storage.runtimeFolder("fake"));
        addAbsentRuntime();

        ImageListing some = list();

        assertThat(some.items()).hasSize(1);
        assertThat(some.troubles()).extracting(ImageListing.Trouble::runtime).containsExactly("absent");
        assertThat(fixture.steps.warnings()).singleElement().asString().contains("images of absent", "not on PATH");

        stand.trouble = Optional.of(new UnavailableException("not today"));
        assertThatThrownBy(this::list).isInstanceOf(UnavailableException.class).hasMessage("not today");
        assertThatThrownBy(() -> fixture.images().list(Optional.of("absent"), fixture.steps))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("absent");
    }

    private void addAbsentRuntime() throws IOException {
        RuntimeDescription absent = new RuntimeDescription("absent", "Absent", "", true, "/");
        fixture.runtimes.add(new RuntimeEntry(
                absent, false, () -> false, () -> new RuntimeEntry.Missing("not on PATH", "install it"), () -> stand));
        Files.createDirectories(fixture.storage.runtimeFolder("absent"));
    }

    @Test
    void namesARuntimeThatIsNotKnown() {
        assertThatThrownBy(() -> fixture.images().list(Optional.of("fkae"), fixture.steps))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("unknown runtime: fkae");
    }

    @Test
    void buildsForTheRealFolderWhileAnIntentSaysSo() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), fixture.folder.resolve("shop"));
        List<String> meanwhile = new ArrayList<>();
        stand.duringBuild = () -> meanwhile.addAll(fixture.leftovers());

        fixture.images().build(new ImageWish("fake", "claude", link, ANEW), fixture.steps);

        var request = stand.requests.getFirst();
        assertThat(request.sources()).isEqualTo(fixture.folder.resolve("shop"));
        assertThat(request.agent()).isEqualTo("claude");
        assertThat(request.build()).isEqualTo(ANEW);
        assertThat(meanwhile).contains("intents/" + request.operationId() + ".json", "locks/" + request.operationId());
        assertThat(fixture.leftovers()).isEmpty();
    }

    @Test
    void leavesNothingOfABuildThatFails() {
        stand.duringBuild = () -> {
            throw new EngineException("no room");
        };

        assertThatThrownBy(() -> build("fake", "claude")).hasMessage("no room");

        assertThat(fixture.leftovers()).isEmpty();
    }

    @Test
    void refusesWhatInitWouldRefuse() {
        assertThatThrownBy(() -> build("fake", "cluade")).hasMessage("unknown agent: cluade");
        assertThatThrownBy(() -> build("nosuch", "claude")).hasMessage("unknown runtime: nosuch");
        assertThatThrownBy(() -> fixture.images()
                        .build(
                                new ImageWish("fake", "claude", folder.resolve("nowhere"), BuildOptions.DEFAULT),
                                fixture.steps))
                .isInstanceOf(NotFoundException.class);
        assertThat(stand.requests).isEmpty();
        assertThat(fixture.storage.root()).doesNotExist();
    }

    @Test
    void settlesABuildThatWasKilled() {
        String id = "e".repeat(64);
        fixture.write("storage/intents/" + id + ".json", "{\"operation\": \"build\", \"runtime\": \"fake\"}");

        assertThat(fixture.manager().prune(true, false, fixture.steps).items())
                .extracting(PruneItem::name)
                .containsExactly("build of an image");
        fixture.add();

        assertThat(fixture.steps.events()).contains("start: Settling an interrupted build of an image");
        assertThat(folder.resolve("storage/intents/" + id + ".json")).doesNotExist();
    }

    private void build(String runtime, String agent) {
        fixture.images()
                .build(
                        new ImageWish(runtime, agent, fixture.folder.resolve("shop"), BuildOptions.DEFAULT),
                        fixture.steps);
    }

    private ImageListing list() {
        return fixture.images().list(Optional.empty(), fixture.steps);
    }
}
