/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Works out which files of a workspace change when settings are put into it, and to what.
public final class SettingsUpdate {
    private static final String DOCUMENT = "document ";
    private static final String HASH = "hash ";

    private final AgentSettings wanted;
    private final Map<String, String> last;
    private final boolean anew;
    private final List<String> warnings = new ArrayList<>();

    /// @param last what [#applied] said the last time; empty when nothing was put into the workspace yet
    /// @param anew whether files may be missing inside although they were put there, as in a new container
    public SettingsUpdate(AgentSettings wanted, Map<String, String> last, boolean anew) {
        this.wanted = wanted;
        this.last = Map.copyOf(last);
        this.anew = anew;
    }

    /// Paths below the home folder whose content inside has to be known.
    public Set<String> needed() {
        Set<String> needed = new TreeSet<>();
        wanted.documents().forEach((path, document) -> {
            if (anew || !document(document).equals(last.get(path))) {
                needed.add(path);
            }
        });
        wanted.plainFiles().forEach((path, file) -> {
            if (anew && hash(file).equals(last.get(path))) {
                needed.add(path);
            }
        });
        return needed;
    }

    /// What to write, by path below the home folder.
    ///
    /// @param current the content of those [#needed] that exist
    public Map<String, SettingsFile> changes(Map<String, SettingsFile> current) {
        Map<String, SettingsFile> changes = new TreeMap<>();
        Set<String> needed = needed();
        wanted.documents().forEach((path, document) -> {
            if (needed.contains(path)) {
                merge(path, document, Optional.ofNullable(current.get(path)), changes);
            }
        });
        wanted.plainFiles().forEach((path, file) -> {
            boolean missing = needed.contains(path) && !current.containsKey(path);
            if (missing || !hash(file).equals(last.get(path))) {
                changes.put(path, file);
            }
        });
        return changes;
    }

    private void merge(
            String path, JsonNode document, Optional<SettingsFile> current, Map<String, SettingsFile> changes) {
        SettingsFormat format = SettingsFormat.of(path);
        ObjectNode inside = JsonNodeFactory.instance.objectNode();
        ObjectNode before = JsonNodeFactory.instance.objectNode();
        boolean readable = false;
        try {
            if (current.isPresent()) {
                inside = format.parse(current.get().content());
                before = lastDocument(path);
                readable = true;
            }
        } catch (SettingsFormat.BrokenException e) {
            changes.put(path + ".broken", current.orElseThrow());
            warnings.add("~/" + path + e.getMessage() + "; it is kept as ~/" + path + ".broken, and a new one is made");
        }
        ObjectNode merged = DocumentMerge.merge(document, before, inside);
        if (!readable || !merged.equals(inside)) {
            changes.put(path, new SettingsFile(format.print(merged), wanted.mode(path)));
        }
    }

    private ObjectNode lastDocument(String path) throws SettingsFormat.BrokenException {
        String text = last.getOrDefault(path, "");
        byte[] json = text.startsWith(DOCUMENT)
                ? text.substring(DOCUMENT.length()).getBytes(StandardCharsets.UTF_8)
                : new byte[0];
        return SettingsFormat.JSON.parse(json);
    }

    /// What came up when the changes were worked out.
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /// To be remembered for the next time: by path, a document's text, or a fingerprint of another file.
    public Map<String, String> applied() {
        Map<String, String> applied = new LinkedHashMap<>();
        wanted.documents().forEach((path, document) -> applied.put(path, document(document)));
        wanted.plainFiles().forEach((path, file) -> applied.put(path, hash(file)));
        return applied;
    }

    private static String document(JsonNode document) {
        return DOCUMENT + document;
    }

    private static String hash(SettingsFile file) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(file.content());
            return HASH + Integer.toOctalString(file.mode()) + " "
                    + HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
