/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import dev.kdn.instance.ImageListing;
import dev.kdn.instance.ImageListing.Item;
import dev.kdn.instance.ImageListing.Trouble;
import dev.kdn.instance.ImageListing.User;
import dev.kdn.runtime.BuiltImage;
import dev.kdn.runtime.RuntimeImage;
import dev.kdn.storage.JsonWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;

/// Images as JSON and as a table.
public final class ImageDocument {
    private ImageDocument() {}

    /// `{"items": [{"agent", "created", "id", "inUse", "names", "runtime", "size", "tag", "workspaces"}]}`, with
    /// `errors`
    /// if runtimes did not answer.
    public static byte[] list(ImageListing listing) {
        JsonWriter json = new JsonWriter().beginObject();
        if (!listing.troubles().isEmpty()) {
            json.name("errors").beginArray();
            for (Trouble trouble : listing.troubles()) {
                json.beginObject()
                        .member("error", trouble.reason())
                        .member("runtime", trouble.runtime())
                        .endObject();
            }
            json.endArray();
        }
        json.name("items").beginArray();
        listing.items().forEach(item -> write(json, item));
        return JsonDocument.bytes(json.endArray().endObject());
    }

    private static void write(JsonWriter json, Item item) {
        RuntimeImage image = item.image();
        json.beginObject();
        json.member("agent", image.agent());
        json.member("created", image.created().toEpochMilli());
        json.member("id", image.id());
        json.member("inUse", item.isUsed());
        json.name("names").texts(image.names());
        json.member("runtime", item.runtime());
        json.member("size", image.bytes());
        image.tag().ifPresent(tag -> json.member("tag", tag));
        json.name("workspaces").beginArray();
        for (User user : item.users()) {
            json.beginObject()
                    .member("id", user.id())
                    .member("name", user.name())
                    .endObject();
        }
        json.endArray().endObject();
    }

    /// The same as a table, or a sentence if there is none.
    ///
    /// @param now against which ages are counted
    public static String table(ImageListing listing, Colors colors, Instant now) {
        if (listing.items().isEmpty()) {
            return listing.troubles().isEmpty() ? "No images\n" : "";
        }
        TextTable table = new TextTable(colors, "IMAGE", "RUNTIME", "AGENT", "SIZE", "CREATED", "USED BY");
        for (Item item : listing.items()) {
            RuntimeImage image = item.image();
            table.row(
                    image.title(),
                    item.runtime(),
                    image.agent().isEmpty() ? "-" : image.agent(),
                    ByteSize.text(image.bytes()),
                    RunningTime.amount(Duration.between(image.created(), now)) + " ago",
                    users(item));
        }
        return table.render();
    }

    private static String users(Item item) {
        if (item.users().isEmpty()) {
            return item.isUsed() ? "(a container that is no workspace)" : "-";
        }
        return item.users().stream().map(User::name).collect(Collectors.joining(", "));
    }

    /// `{"agent": …, "built": …, "hash": …, "id": …, "runtime": …, "tag": …}`
    public static byte[] built(BuiltImage image, String runtime, String agent) {
        JsonWriter json = new JsonWriter().beginObject();
        json.member("agent", agent);
        json.member("built", image.builtNow());
        json.member("hash", image.hash());
        json.member("id", image.id());
        json.member("runtime", runtime);
        json.member("tag", image.tag());
        return JsonDocument.bytes(json.endObject());
    }
}
