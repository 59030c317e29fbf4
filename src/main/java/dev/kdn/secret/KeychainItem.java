/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.secret;

/// How a secret is called in a keychain. Names of the reference are not told apart by storage, so that two storages
/// overwrite each other's values: values are only read under them.
record KeychainItem(String storageId, String name) {
    static final String SERVICE = "kdn";

    /// What to do where there is no keychain.
    static final String REMEDY = "keep the value in the encrypted file of the storage instead: --store file, or"
            + " KDN_SECRET_STORE=file, with a passphrase by prompt or in KDN_SECRET_PASSPHRASE";

    String account() {
        return storageId + "/" + name;
    }

    String referenceAccount() {
        return name;
    }

    String label() {
        return "Password for '" + name + "' on '" + SERVICE + "'";
    }
}
