/* The 68 functions of PKCS #11 v2.40 in the order of CK_FUNCTION_LIST (5.4), each with the number of its arguments. Function.cs has the same order. */
#define FUNCTIONS(F) \
    F(Initialize, 1) F(Finalize, 1) F(GetInfo, 1) F(GetFunctionList, 1) F(GetSlotList, 3) F(GetSlotInfo, 2) F(GetTokenInfo, 2) \
    F(GetMechanismList, 3) F(GetMechanismInfo, 3) F(InitToken, 4) F(InitPIN, 3) F(SetPIN, 5) F(OpenSession, 5) F(CloseSession, 1) \
    F(CloseAllSessions, 1) F(GetSessionInfo, 2) F(GetOperationState, 3) F(SetOperationState, 5) F(Login, 4) F(Logout, 1) \
    F(CreateObject, 4) F(CopyObject, 5) F(DestroyObject, 2) F(GetObjectSize, 3) F(GetAttributeValue, 4) F(SetAttributeValue, 4) \
    F(FindObjectsInit, 3) F(FindObjects, 4) F(FindObjectsFinal, 1) F(EncryptInit, 3) F(Encrypt, 5) F(EncryptUpdate, 5) \
    F(EncryptFinal, 3) F(DecryptInit, 3) F(Decrypt, 5) F(DecryptUpdate, 5) F(DecryptFinal, 3) F(DigestInit, 2) F(Digest, 5) \
    F(DigestUpdate, 3) F(DigestKey, 2) F(DigestFinal, 3) F(SignInit, 3) F(Sign, 5) F(SignUpdate, 3) F(SignFinal, 3) \
    F(SignRecoverInit, 3) F(SignRecover, 5) F(VerifyInit, 3) F(Verify, 5) F(VerifyUpdate, 3) F(VerifyFinal, 3) \
    F(VerifyRecoverInit, 3) F(VerifyRecover, 5) F(DigestEncryptUpdate, 5) F(DecryptDigestUpdate, 5) F(SignEncryptUpdate, 5) \
    F(DecryptVerifyUpdate, 5) F(GenerateKey, 5) F(GenerateKeyPair, 8) F(WrapKey, 6) F(UnwrapKey, 8) F(DeriveKey, 6) F(SeedRandom, 3) \
    F(GenerateRandom, 3) F(GetFunctionStatus, 1) F(CancelFunction, 1) F(WaitForSlotEvent, 3)
