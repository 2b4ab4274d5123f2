using System;
using nanoFramework.TestFramework;
using NfToken.Cryptoki;
using NfToken.Pal;

namespace NfToken.Tests.Cryptoki;

/// <summary>FORMAT.md: what is in flash stays readable, so these bytes must never change for version 1.</summary>
[TestClass]
public class FormatTests
{
    [TestMethod]
    public void DataIsLaidOutAsDocumented()
    {
        MemoryStore store = new MemoryStore();
        uint handle = Make.Session(store).CreateObject(
        [
            new CkAttribute(CKA.CKA_VALUE, [0xAA, 0xBB]),
            new CkAttribute(CKA.CKA_LABEL, "x"),
            new CkAttribute(CKA.CKA_CLASS, CKO.CKO_DATA),
            new CkAttribute(CKA.CKA_APPLICATION, ""),
            new CkAttribute(CKA.CKA_TOKEN, true),
        ]);
        Assert.AreEqual(0x01000001u, handle);
        Assert.AreEqual("01000000" + "0E000000" + "0300010078" + "11000200AABB", Make.Hex(store.GetObjectValue(handle)));
    }

    [TestMethod]
    public void PrivateKeysAreLaidOutAsDocumented()
    {
        MemoryStore store = new MemoryStore();
        TokenSession session = Make.Session(store);
        session.CreateObject(Make.Data("x", true));
        uint handle = session.CreateObject(Make.Replace(Make.EcPrivateKey(), new CkAttribute(CKA.CKA_VALUE, [1])));
        Assert.AreEqual(0x04000002u, handle);
        Assert.AreEqual(
            "01030300" + "2F040000" + "030002006563"
            + "11002000" + "0000000000000000000000000000000000000000000000000000000000000001"
            + "80010A00" + "06082A8648CE3D030107"
            + "81014300" + "044104" + "6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296"
            + "4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5",
            Make.Hex(store.GetObjectValue(handle)));
    }

    [TestMethod]
    public void OldRecordsStayReadable()
    {
        MemoryStore store = new MemoryStore();
        store.SaveObject(0x01000009, [1, 0, 0, 0, 0x0E, 0, 0, 0, 3, 0, 1, 0, 0x78, 0x11, 0, 2, 0, 0xAA, 0xBB]);
        TokenSession session = Make.Session(store);
        uint handle = session.FindObject(CKO.CKO_DATA, "x");
        Assert.AreEqual(0x01000009u, handle);
        Assert.AreEqual("AABB", Make.Hex(session.GetAttribute(handle, CKA.CKA_VALUE)));
        Assert.AreEqual(0x0100000Au, session.CreateObject(Make.Data("y", true)));
    }

    [TestMethod]
    public void NumbersStartAgainWhenUsedUp()
    {
        MemoryStore store = new MemoryStore();
        byte[] record = [1, 0, 0, 0, 0x0E, 0, 0, 0];
        store.SaveObject(0x01FFFFFF, record);
        store.SaveObject(0x01000001, record);
        TokenSession session = Make.Session(store);
        Assert.AreEqual(0x01000002u, session.CreateObject(Make.Data("y", true)));
        Assert.AreEqual(0x01000003u, session.CreateObject(Make.Data("y", true)));
    }

    [TestMethod]
    public void PinsAreLaidOutAsDocumented()
    {
        MemoryStore store = new MemoryStore();
        Token token = Pins.Start(store);
        token.C_InitToken(CK.SlotId, Pins.So, Pins.Bytes("mine"));
        const string SecurityOfficer = "02000000" + "0102030405060708090A0B0C0D0E0F10"
            + "46BCC7340815A3851758BBE003E24E179CA3ABC2E8B6261E75857665B94649E6";
        string none = Make.Hex(new byte[52]);
        Assert.AreEqual("01000000" + SecurityOfficer + none, Make.Hex(store.GetObjectValue(SystemRecord.PinHash)));
        Assert.AreEqual(-1, store.FindObject(SystemRecord.RetryCounter));
        uint session = Pins.Open(token, Pins.ReadWrite);
        token.C_Login(session, CKU.CKU_SO, Pins.So);
        Assert.AreEqual("01000000", Make.Hex(store.GetObjectValue(SystemRecord.RetryCounter)));
        token.C_InitPIN(session, Pins.User);
        Assert.AreEqual(
            "01000000" + SecurityOfficer + "02000000" + "1112131415161718191A1B1C1D1E1F20"
            + "1C5653DCAC1851E98B9823B64920DD1C087D9F0DC4FCE858FB0D3DC6713618A4",
            Make.Hex(store.GetObjectValue(SystemRecord.PinHash)));
        token.C_Logout(session);
        token.C_Login(session, CKU.CKU_SO, Pins.Wrong);
        token.C_Login(session, CKU.CKU_USER, Pins.Wrong);
        token.C_Login(session, CKU.CKU_USER, Pins.Wrong);
        Assert.AreEqual("01010200", Make.Hex(store.GetObjectValue(SystemRecord.RetryCounter)));
    }

    [TestMethod]
    public void TheTokenIsLaidOutAsDocumented()
    {
        MemoryStore store = new MemoryStore();
        Token token = Pins.Start(store);
        Assert.AreEqual(-1, store.FindObject(SystemRecord.Token));
        token.C_InitToken(CK.SlotId, Pins.So, Pins.Bytes("mine"));
        token.C_InitToken(CK.SlotId, Pins.So, Pins.Bytes("mine"));
        Assert.AreEqual(
            "01000000" + "02000000" + "6D696E65" + "20202020202020202020202020202020202020202020202020202020",
            Make.Hex(store.GetObjectValue(SystemRecord.Token)));
    }

    [TestMethod]
    public void OldPinsStayValid()
    {
        MemoryStore store = new MemoryStore();
        byte[] pins = new byte[108];
        pins[0] = 1;
        Write(pins, 4, "03000000" + "A0A1A2A3A4A5A6A7A8A9AAABACADAEAF" + "8FB168B8030EA716E383B26CEF23E44CA95E1E2E40E8C6072295987FBA678BDF");
        Write(pins, 56, "01000000" + "B0B1B2B3B4B5B6B7B8B9BABBBCBDBEBF" + "AF4BCE2C50868DD0BBBF212121688216ED4D38E4D5EC04A63664FE20996F4EC4");
        store.SaveObject(SystemRecord.PinHash, pins);
        store.SaveObject(SystemRecord.RetryCounter, [1, 9, 8, 0]);
        Token token = Pins.Start(store);
        uint session = Pins.Open(token, Pins.ReadWrite);
        Assert.AreEqual(CKR.CKR_PIN_INCORRECT, token.C_Login(session, CKU.CKU_USER, Pins.Wrong));
        Assert.AreEqual(CKR.CKR_OK, token.C_Login(session, CKU.CKU_USER, Pins.User));
        token.C_Logout(session);
        Assert.AreEqual(CKR.CKR_OK, token.C_Login(session, CKU.CKU_SO, Pins.So));
    }

    [TestMethod]
    public void WhatWasInterruptedIsCompleted()
    {
        MemoryStore store = new MemoryStore();
        Token token = Pins.Token(store);
        Pins.Create(token, Pins.OpenUser(token), Pins.Data("x", true, true));
        byte[] state = store.GetObjectValue(SystemRecord.Token);
        state[1] = 1;
        store.SaveObject(SystemRecord.Token, state);
        token = Pins.Start(store);
        uint session = Pins.Open(token, Pins.ReadWrite);
        Assert.AreEqual(0u, Pins.Count(token, session));
        Assert.AreEqual(0u, Pins.Flags(token) & CKF.CKF_LOGIN_REQUIRED);
        Assert.AreEqual(CKR.CKR_OK, token.C_Login(session, CKU.CKU_SO, Pins.So));
        Assert.AreEqual(0, (int)store.GetObjectValue(SystemRecord.Token)[1]);
    }

    private static void Write(byte[] record, int offset, string hex)
    {
        for (int i = 0; i < hex.Length; i += 2)
        {
            record[offset + (i / 2)] = (byte)Convert.ToInt32(hex.Substring(i, 2), 16);
        }
    }
}
