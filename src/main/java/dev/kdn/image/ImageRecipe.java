/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.image;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Everything an engine needs to build an image. Equal recipes make interchangeable images.
///
/// @param agent part of the tag
/// @param base for messages
/// @param files the build context by relative path, among them `Containerfile`
/// @param platform such as `linux/amd64`
public record ImageRecipe(String agent, String base, Map<String, String> files, String platform) {
    public static final String CONTAINERFILE = "Containerfile";

    private static final String PREFIX = "localhost/kdn/";

    public ImageRecipe {
        files = Map.copyOf(files);
    }

    /// The identity of the content: 16 hex characters.
    public String hash() {
        MessageDigest digest = sha256();
        feed(digest, platform);
        new TreeMap<>(files).forEach((name, content) -> {
            feed(digest, name);
            feed(digest, content);
        });
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }

    /// The image's name, which no other recipe has.
    public String tag() {
        return PREFIX + agent.toLowerCase(Locale.ROOT) + ":" + hash();
    }

    /// Whether a recipe can have that name.
    public static boolean isTag(String name) {
        return name.startsWith(PREFIX) && name.indexOf(':') > 0;
    }

    /// The hash in a name that a recipe has.
    public static String hashOf(String tag) {
        return tag.substring(tag.lastIndexOf(':') + 1);
    }

    /// The length goes first, so that no two lists of texts look alike.
    private static void feed(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
